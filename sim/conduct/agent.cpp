#include "sim/conduct/agent.hpp"

#include <algorithm>
#include <utility>

#include "core/inverse.hpp"
#include "core/market_order.hpp"
#include "sim/random/samplers.hpp"

namespace marginwalk::conduct {
namespace {

/// Calls visit(rule, what it remembers).
template <class AnyState, class Visit>
decltype(auto) with(const Rule& rule, AnyState& state, Visit&& visit) {
  return std::visit(
      [&](const auto& each) -> decltype(auto) {
        using Each = std::remove_cvref_t<decltype(each)>;
        return visit(each, std::get<typename Each::State>(state));
      },
      rule);
}

State fresh_state(const Rule& rule) {
  return std::visit(
      [](const auto& each) -> State {
        return typename std::remove_cvref_t<decltype(each)>::State{};
      },
      rule);
}

bool is_void(const Action& action, const core::Account& account) {
  if (const auto* const deploy = std::get_if<Deploy>(&action)) {
    return !core::is_open(account, deploy->scope);
  }
  if (const auto* const increase = std::get_if<Increase>(&action)) {
    return !increase->opens && !account.positions[increase->position].open();
  }
  const auto* const reduce = std::get_if<Reduce>(&action);
  return reduce && !account.positions[reduce->position].open();
}

/// Carries out one action after another.
struct Hand {
  const core::Venue& venue;
  core::Account& account;
  core::Marks marks;
  const core::Liquidity& liquidity;
  const Order& order;
  Acts& acts;
  core::Money& reserve;
  bool is_stop = false;
  bool is_take_profit = false;
  bool is_entry = false;

  void operator()(const Reduce& reduce) const {
    const core::Position before = account.positions[reduce.position];
    if (!before.open()) return;
    const core::Price fill =
        core::reduce_at_market(venue, account, reduce.position, reduce.share, marks, liquidity);
    count(before.contract, before.size - account.positions[reduce.position].size, fill);
    if (is_stop && acts.stops == 0) {
      acts.stop_slippage = order.trigger ? slippage(before, fill) : 0;
    }
    if (is_take_profit && acts.exits == 0) acts.take_profit_first = 1;
    if (is_stop) ++acts.stops;
    if (is_stop || is_take_profit) ++acts.exits;
  }

  void operator()(const Increase& increase) const {
    const core::Position& position = account.positions[increase.position];
    const core::Size before = position.size;
    if (before.value() * increase.size.value() < 0) return;  // it has turned since
    const double factor = core::open_at_market(venue, account, {{increase.position, increase.size}},
                                               marks, liquidity);
    count_increase(position, before, factor, marks[position.contract]);
  }

  void operator()(const Enter& enter) const {
    const core::Position& position = account.positions[enter.position];
    const core::Size before = position.size;
    const double factor =
        core::open_at_limit(venue, account, {enter.position, enter.size}, enter.limit, marks);
    count_increase(position, before, factor, enter.limit);
  }

  void operator()(const Deposit& deposit) const {
    account.wallet += deposit.amount;
    account.ledger.deposits += deposit.amount;
  }

  void operator()(const Deploy& deploy) const {
    if (!core::is_open(account, deploy.scope)) return;
    const core::Money amount = std::min(deploy.amount, reserve);
    reserve -= amount;
    account.ledger.deposits += amount;
    core::Money& cash = deploy.scope.is_cross() ? account.wallet
                                                : account.positions[deploy.scope.position()].margin;
    cash += amount;
    acts.reserve_used += amount.value() * account.money_price(marks);
  }

  void operator()(const PostMargin& post) const {
    core::Position& position = account.positions[post.position];
    if (!position.open() || position.mode != core::MarginMode::isolated) return;
    const core::Money amount = std::min(post.amount, core::free_wallet(venue, account, marks));
    account.wallet -= amount;
    position.margin += amount;
    acts.margin_added += amount.value() * account.money_price(marks);
  }

  void operator()(const PayInterest& pay) const {
    const core::Money from_wallet = std::min(pay.amount, core::free_wallet(venue, account, marks));
    account.wallet -= from_wallet;
    account.ledger.interest += pay.amount;
    account.ledger.deposits += pay.amount - from_wallet;
  }

 private:
  /// Of what the margin check has let through of an order.
  void count_increase(const core::Position& position, core::Size before, double factor,
                      core::Price price) const {
    if (factor == 0) {
      ++acts.rejected;
      return;
    }
    if (factor < 1) ++acts.scaled;
    if (is_entry) acts.entered = 1;
    ++acts.increases;
    count(position.contract, position.size - before, price);
  }

  void count(std::size_t contract, core::Size size, core::Price price) const {
    ++acts.orders;
    acts.turnover += core::quote_notional(venue.contracts[contract], size, price).value();
  }

  /// Of a close, as a share of the price at which it was to happen.
  [[nodiscard]] double slippage(const core::Position& closed, core::Price fill) const {
    const core::Contract& contract = venue.contracts[closed.contract];
    const core::Price trigger = core::quoted(contract, *order.trigger);
    const double change = (core::quoted(contract, fill) - trigger) / trigger;
    return core::is_long(contract, closed) ? -change : change;
  }
};

}  // namespace

Agent::Agent(const std::vector<Rule>& rules) : rules_(&rules) {
  for (const Rule& rule : rules) memories_.push_back({fresh_state(rule), {}});
}

void Agent::begin(std::uint64_t seed, std::uint64_t path, const core::Account& account) {
  seed_ = seed;
  path_ = path;
  changed_ = false;
  acts_ = {};
  reserve_ = {};
  adverse_day_ = 0;
  for (const Rule& rule : *rules_) {
    if (const auto* const reserve = std::get_if<Reserve>(&rule)) reserve_ += reserve->amount;
    if (const auto* const days = std::get_if<AdverseDays>(&rule)) {
      acts_.watched = 1;
      if (days->under_water) acts_.under_water = 1;
    }
  }
  for (std::size_t i = 0; i < size(); ++i) memories_[i] = {fresh_state((*rules_)[i]), {}};
  refresh(account);
}

std::optional<Order> Agent::ask(std::size_t i, const Moment& now) {
  Memory& memory = memories_[i];
  if (memory.pending) {
    if (now.seconds < memory.pending->due) return std::nullopt;
    changed_ = true;
    return std::exchange(memory.pending, std::nullopt)->order;
  }
  const Rule& rule = (*rules_)[i];
  Answer answer = with(rule, memory.state,
                       [&](const auto& each, auto& state) { return each.look(now, state); });
  changed_ = changed_ || answer.changed;
  note(answer, now.seconds);
  if (!answer.acts()) return std::nullopt;
  const Execution execution = std::visit([](const auto& each) { return each.execution; }, rule);
  if (fails(i, execution.fails, now.seconds)) {
    ++acts_.failed;
    return std::nullopt;
  }
  Order order{i, std::move(answer.actions), answer.trigger};
  if (execution.delay == 0) return order;
  changed_ = true;
  memory.pending = {now.seconds + execution.delay, std::move(order)};
  return std::nullopt;
}

/// A day on which several positions have an adverse one counts once.
void Agent::note(const Answer& answer, std::uint32_t seconds) {
  if (answer.warns) acts_.warn(seconds);
  if (acts_.liquidated > 0) return;
  if (answer.adverse_day && seconds != adverse_day_) {
    ++acts_.adverse_days;
    adverse_day_ = seconds;
  }
  if (answer.under_water) acts_.under_water = 1;
  if (answer.recovered) acts_.recovered = 1;
}

bool Agent::fails(std::size_t rule, double probability, std::uint32_t seconds) const {
  if (probability == 0) return false;
  random::AddressedEngine engine(
      seed_, {path_, seconds, random::Stream::conduct, static_cast<std::uint16_t>(rule)});
  return random::uniform(engine) < probability;
}

void Agent::carry_out(const Order& order, const core::Venue& venue, core::Account& account,
                      core::Marks marks, const core::Liquidity& liquidity) {
  const Rule& rule = (*rules_)[order.rule];
  const bool is_stop =
      std::holds_alternative<StopLoss>(rule) || std::holds_alternative<TrailingStop>(rule);
  const Hand hand{venue,
                  account,
                  marks,
                  liquidity,
                  order,
                  acts_,
                  reserve_,
                  is_stop,
                  std::holds_alternative<TakeProfit>(rule),
                  std::holds_alternative<Entry>(rule)};
  for (const Action& action : order.actions) std::visit(hand, action);
}

void Agent::refresh(const core::Account& account) {
  for (std::size_t i = 0; i < size(); ++i) {
    Memory& memory = memories_[i];
    with((*rules_)[i], memory.state,
         [&](const auto& each, auto& state) { each.refresh(account, state); });
    if (!memory.pending) continue;
    std::vector<Action>& actions = memory.pending->order.actions;
    std::erase_if(actions, [&](const Action& each) { return is_void(each, account); });
    if (actions.empty()) memory.pending.reset();
  }
}

void Agent::add_tripwires(const core::Venue& venue, const core::Account& account,
                          Tripwires& tripwires) const {
  for (std::size_t i = 0; i < size(); ++i) {
    const Memory& memory = memories_[i];
    if (memory.pending) {
      tripwires.push_back(core::touched_tripwire());
      continue;
    }
    with((*rules_)[i], memory.state, [&](const auto& each, const auto& state) {
      each.add_tripwires(venue, account, state, tripwires);
    });
  }
}

bool Agent::take_changed() { return std::exchange(changed_, false); }

bool Agent::waits() const {
  for (std::size_t i = 0; i < size(); ++i) {
    const Memory& memory = memories_[i];
    const bool rule_waits =
        with((*rules_)[i], memory.state,
             []([[maybe_unused]] const auto& each, [[maybe_unused]] const auto& state) {
               if constexpr (requires { each.waits(state); }) return each.waits(state);
               return false;
             });
    if (memory.pending || rule_waits) return true;
  }
  return false;
}

}  // namespace marginwalk::conduct
