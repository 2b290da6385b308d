#include "sim/replay/trial.hpp"

#include <algorithm>
#include <utility>

#include "core/deleveraging.hpp"
#include "core/expect.hpp"
#include "core/funding.hpp"
#include "core/market_order.hpp"

namespace marginwalk::replay {

using core::Money;
using core::Rate;

namespace {

/// The position that an action opens or adds to.
std::optional<std::size_t> enlarged_by(const conduct::Action& action) {
  if (const auto* const increase = std::get_if<conduct::Increase>(&action)) {
    return increase->position;
  }
  if (const auto* const enter = std::get_if<conduct::Enter>(&action)) return enter->position;
  return std::nullopt;
}

}  // namespace

Trial::Trial(const Terms& terms, const Trader& trader)
    : terms_(&terms),
      trader_(&trader),
      venue_(terms.venue),
      account_(trader.account),
      idle_(trader.account),
      books_(terms.venue->contracts.size()),
      charges_(terms.venue->contracts.size()),
      agent_(trader.conduct.rules) {
  outcome_.start_equity = core::worth(*terms.venue, account_, terms.start_marks);
  publish();
  start_tripwires_ = tripwires_;
  changes_before_ = changes_;
}

void Trial::publish() {
  ++changes_;
  tripwires_ =
      core::requirement_tripwires(*venue_, account_, terms_->start_marks, tripwire_ceiling);
  if (!outcome_.wiped_out) {
    tripwires_.push_back(
        core::worth_tripwire(*venue_, account_, terms_->wiped_out_share * outcome_.start_equity));
  }
  conduct::Tripwires of_trader{tripwires_, terms_->start_marks, tripwire_ceiling};
  agent_.add_tripwires(*venue_, account_, of_trader);
}

void Trial::begin(std::uint64_t path, bool extremes, EventLog* log) {
  account_ = trader_->account;
  agent_.begin(terms_->seed, path, account_);
  venue_ = terms_->venue;
  conditions_ = {};
  marks_ = terms_->start_marks;
  books_.begin(terms_->start_marks);
  if (changed()) tripwires_ = start_tripwires_;
  changes_before_ = changes_;
  idle_.begin();
  winners_.begin();
  holds_positions_ = core::is_open(account_);
  acts_ = false;
  measures_extremes_ = extremes;
  log_ = log;
  const Money start_equity = outcome_.start_equity;
  outcome_ = Outcome{};
  outcome_.start_equity = start_equity;
  if (measures_extremes_) extremes_.begin(core::assess(*venue_, account_, marks_));
  record({EventKind::start, {}, {}, {}, {}, {}, {}}, 0, marks_);
}

void Trial::leave(Money idle_funding, core::Marks marks) {
  idle_.set_paid(idle_funding);
  std::copy(marks.begin(), marks.end(), marks_.begin());
}

void Trial::visit(std::uint32_t seconds, const Stamp& stamp, core::Marks marks) {
  std::copy(marks.begin(), marks.end(), marks_.begin());
  if (stamp.funding()) {
    find_charges(stamp.rates, marks);
    idle_.pay(charges_);
  }
  if (holds_positions_) check(seconds, marks);
  if (stamp.funding() && holds_positions_) {
    settle(seconds, marks);
    check(seconds, marks);
  }
  if (stamp.look && holds_positions_) deleverage(seconds, *stamp.look, marks);
  if (stamp.change && holds_positions()) change(seconds, *stamp.change, marks);
  if (conditions_.outage) return;
  if (acts_) follow_up(seconds, marks);
  act(seconds, marks);
}

void Trial::pass(std::span<const Rate> rates, core::Marks marks) {
  std::copy(marks.begin(), marks.end(), marks_.begin());
  if (rates.empty()) return;
  find_charges(rates, marks);
  idle_.pay(charges_);
  if (holds_positions_) pay(marks);
}

bool Trial::may_find_extreme(core::Marks low, core::Marks high) const {
  if (!measures_extremes_ || !holds_positions_) return false;
  // The worth of coins and of collateral after haircuts is not bounded by the ends of a range.
  return account_.coin || !account_.collateral.empty() ||
         extremes_.may_change(*venue_, account_, low, high);
}

Money Trial::largest_payment(std::span<const Rate> rates, core::Marks marks) const {
  Money sum;
  for (const core::Position& position : account_.positions) {
    sum += position.notional(marks[position.contract]) * abs(rates[position.contract]);
  }
  return sum;
}

void Trial::find_charges(std::span<const Rate> rates, core::Marks marks) {
  for (std::size_t i = 0; i < charges_.size(); ++i) {
    charges_[i] = core::funding_charge(venue_->contracts[i], marks[i], rates[i]);
  }
}

void Trial::pay(core::Marks marks) {
  if (account_.coin) books_.book(account_, marks);
  if (core::settle_funding(*venue_, account_, marks, charges_)) publish();
  books_.value_flows(account_, marks);
}

void Trial::settle(std::uint32_t seconds, core::Marks marks) {
  const Money before = account_.ledger.funding;
  pay(marks);
  record({EventKind::funding, {}, {}, {}, account_.ledger.funding - before, {}, {}}, seconds,
         marks);
}

void Trial::check(std::uint32_t seconds, core::Marks marks) {
  const core::Exposure exposure = core::assess(*venue_, account_, marks);
  std::optional<core::Scope> last;
  std::size_t step = 0;
  for (std::optional<core::Scope> breach = exposure.breach; breach;
       breach = core::assess(*venue_, account_, marks).breach) {
    step = last == breach ? step + 1 : 0;
    last = breach;
    liquidate(seconds, *breach, step, marks);
  }
  const Money worth = exposure.breach ? core::worth(*venue_, account_, marks) : exposure.worth;
  if (measures_extremes_) extremes_.observe(exposure, worth);
  if (!outcome_.wiped_out && worth <= terms_->wiped_out_share * outcome_.start_equity) {
    outcome_.wiped_out = true;
    publish();
    record({EventKind::wiped_out, {}, {}, {}, {}, {}, {}}, seconds, marks);
  }
}

void Trial::liquidate(std::uint32_t seconds, core::Scope scope, std::size_t step,
                      core::Marks marks) {
  books_.book(account_, marks);
  const bool is_first = !outcome_.liquidated() || outcome_.liquidation_time == seconds;
  const core::Account before = is_first ? account_ : core::Account{};
  const core::Liquidation liquidation =
      core::liquidate(*venue_, account_, scope, marks, liquidity(), step);
  books_.value_flows(account_, marks);
  changed_positions();
  acts_ = trader_->conduct.after_liquidation != AfterLiquidation::continues;
  outcome_.bankrupt = outcome_.bankrupt || liquidation.shortfall > Money(0);
  if (!outcome_.liquidated()) {
    note_origin(before, liquidation, marks);
    outcome_.liquidation_time = seconds;
    agent_.note_liquidation(seconds);
    outcome_.liquidated_first = account_.positions[liquidation.worst_position].contract;
    outcome_.loss_at_liquidation = outcome_.start_equity - core::worth(*venue_, account_, marks);
  }
  if (is_first) winners_.note(before, account_, marks);
  record({EventKind::liquidation, {}, {}, {}, {}, {}, liquidation}, seconds, marks);
}

/// Needs books that are kept up to here.
void Trial::note_origin(const core::Account& before, const core::Liquidation& first,
                        core::Marks marks) {
  const core::Position& worst = before.positions[first.worst_position];
  const core::Price start = terms_->start_marks[worst.contract];
  outcome_.origin.loss_at_mark = -books_.pnl();
  outcome_.origin.funding = books_.ledger(before).funding;
  outcome_.origin.worst_leg_loss =
      worst.size * (start - marks[worst.contract]) * before.money_price(marks);
}

void Trial::deleverage(std::uint32_t seconds, const FundLook& look, core::Marks marks) {
  const core::Venue& venue = *venue_;
  const std::vector<Deleveraged> closed =
      deleveraged_positions(venue, account_, marks, *terms_->market->insurance_fund, look);
  for (const auto [i, share] : closed) {
    const std::size_t contract = account_.positions[i].contract;
    const Money before = account_.ledger.deleveraging_cost;
    books_.book(account_, marks);
    const core::Price price =
        core::deleveraging_price(venue.deleveraging.price, look.before[contract], marks[contract]);
    core::deleverage(venue, account_, {i, share, price}, marks);
    books_.value_flows(account_, marks);
    changed_positions();
    outcome_.deleveraged = true;
    record(
        {EventKind::deleveraging, {}, {}, {}, {}, account_.ledger.deleveraging_cost - before, {}},
        seconds, marks);
  }
  if (!closed.empty()) check(seconds, marks);
}

void Trial::change(std::uint32_t seconds, const Conditions& conditions, core::Marks marks) {
  conditions_ = conditions;
  venue_ = &terms_->venue_under(conditions);
  record({EventKind::conditions, {}, {}, {}, {}, {}, {}}, seconds, marks);
  settle_contracts(seconds, marks);
  publish();
  if (holds_positions_) check(seconds, marks);
}

void Trial::settle_contracts(std::uint32_t seconds, core::Marks marks) {
  for (std::size_t i = 0; i < account_.positions.size(); ++i) {
    const core::Position& position = account_.positions[i];
    if (!position.open() || !is_settled(position.contract)) continue;
    books_.book(account_, marks);
    core::deleverage(*venue_, account_, {i, 1, marks[position.contract]}, marks);
    books_.value_flows(account_, marks);
    changed_positions();
    record({EventKind::settlement, {}, {}, {}, {}, {}, {}}, seconds, marks);
  }
}

core::Liquidity Trial::liquidity() const {
  const core::Liquidity& usual = terms_->market->liquidity;
  return conditions_.liquidity == 1 ? usual : usual.with_left(conditions_.liquidity);
}

bool Trial::is_settled(std::size_t contract) const {
  const Market& market = *terms_->market;
  return conditions_.is_settled(market.asset_of(market.underlying[contract]));
}

void Trial::follow_up(std::uint32_t seconds, core::Marks marks) {
  acts_ = false;
  books_.book(account_, marks);
  if (trader_->conduct.after_liquidation == AfterLiquidation::stops) {
    stop(marks);
    books_.value_flows(account_, marks);
    changed_positions();
    record({EventKind::stopped, {}, {}, {}, {}, {}, {}}, seconds, marks);
  } else {
    const Money deposit = refill(marks);
    books_.value_flows(account_, marks);
    changed_positions();
    record({EventKind::refill, {}, {}, {}, {}, deposit, {}}, seconds, marks);
  }
}

void Trial::stop(core::Marks marks) {
  const Money paid_before = account_.ledger.fund_paid;
  for (std::size_t i = 0; i < account_.positions.size(); ++i) {
    if (!account_.positions[i].open()) continue;
    core::close_at_market(*venue_, account_, i, marks, liquidity());
  }
  outcome_.bankrupt = outcome_.bankrupt || account_.ledger.fund_paid > paid_before;
}

Money Trial::refill(core::Marks marks) {
  const core::Venue& venue = *venue_;
  const Money missing = outcome_.start_equity - core::worth(venue, account_, marks);
  const Money deposit = std::max(Money(0), missing) / account_.money_price(marks);
  account_.wallet += deposit;
  account_.ledger.deposits += deposit;
  std::vector<core::MarketOrder> orders;
  for (std::size_t i = 0; i < account_.positions.size(); ++i) {
    const core::Position& position = account_.positions[i];
    if (position.open() || is_settled(position.contract)) continue;
    orders.push_back(core::order_for_same_notional(venue, trader_->account, i, marks));
  }
  core::open_at_market(venue, account_, orders, marks, liquidity());
  ++outcome_.refills;
  return deposit;
}

void Trial::act(std::uint32_t seconds, core::Marks marks) {
  for (std::size_t i = 0; i < agent_.size(); ++i) {
    std::optional<conduct::Order> order = agent_.ask(i, {seconds, marks, *venue_, account_});
    if (!order) continue;
    std::erase_if(order->actions, [&](const conduct::Action& action) {
      const std::optional<std::size_t> position = enlarged_by(action);
      return position && is_settled(account_.positions[*position].contract);
    });
    const Money paid_before = account_.ledger.fund_paid;
    books_.book(account_, marks);
    agent_.carry_out(*order, *venue_, account_, marks, liquidity());
    note_entry(i);
    books_.value_flows(account_, marks);
    outcome_.bankrupt = outcome_.bankrupt || account_.ledger.fund_paid > paid_before;
    changed_positions();
    record({EventKind::order, {}, {}, {}, {}, {}, {}, i}, seconds, marks);
  }
  if (agent_.take_changed()) publish();
}

void Trial::note_entry(std::size_t rule) {
  const auto* const entry = std::get_if<conduct::Entry>(&trader_->conduct.rules[rule]);
  if (!entry || !account_.positions[entry->position].open()) return;
  idle_.enter(entry->position, account_.positions[entry->position]);
}

void Trial::changed_positions() {
  agent_.refresh(account_);
  publish();
  holds_positions_ = core::is_open(account_);
}

Outcome Trial::finish() const {
  Outcome result = outcome_;
  result.pnl_at_mark = books_.pnl(account_, marks_);
  result.terminal_equity = core::worth(*venue_, account_, marks_);
  result.ledger = books_.ledger(account_);
  if (measures_extremes_) {
    result.extremes = PathExtremes{extremes_.max_drawdown(), extremes_.least_margin_level()};
  }
  if (agent_.size() > 0) {
    result.acts = agent_.acts();
    result.acts->judge_orders();
    const Money loss = result.start_equity + result.ledger.deposits - result.terminal_equity;
    result.acts->judge_loss(loss.value(), trader_->conduct.stated_risk.value());
    const Money with = result.terminal_equity + agent_.reserve() * account_.money_price(marks_);
    result.acts->worth_with_reserve = with.value();
  }
  result.origin.winners_forgone = winners_.forgone(marks_) * account_.money_price(marks_);
  result.closed_too_early =
      result.liquidated() && idle_.worth(*venue_, marks_) >= result.start_equity;
  return result;
}

void Trial::record(Event event, std::uint32_t seconds, core::Marks marks) {
  if (!log_) return;
  event.seconds = seconds;
  event.maintenance = conditions_.maintenance;
  event.marks.assign(marks.begin(), marks.end());
  event.account = account_;
  log_->push_back(std::move(event));
}

}  // namespace marginwalk::replay
