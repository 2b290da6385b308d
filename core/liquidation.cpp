#include "core/liquidation.hpp"

#include <algorithm>

#include "core/block_liquidation.hpp"
#include "core/liquidation_step.hpp"
#include "core/partial_close.hpp"
#include "core/requirement.hpp"

namespace marginwalk::core {
namespace {

/// A scope that was reduced to its requirement must not breach it by rounding.
constexpr double room = 1e-9;

void close_out(LiquidationStep& step) {
  Money fee_due;
  step.for_each_open([&](std::size_t i) { fee_due += step.close(i); });
  step.pay_fee(fee_due);
}

/// The least part of a position that makes up for a surplus < 0. A larger order loses a larger
/// share of its price, so that it is found from below: the part that would be enough at what a
/// smaller one loses is no larger than the one that is enough. Where none is at that, none is at
/// all.
std::optional<Size> least_reduction(const LiquidationStep& step, const Position& position,
                                    Money surplus) {
  constexpr int most_rounds = 10'000;  // many where a part is barely enough, else some dozens
  const Contract& contract = step.contract(position);
  const Price mark = step.mark(position);
  const Size whole = abs(position.size);
  Size part;
  for (int round = 0; round < most_rounds; ++round) {
    const Price fill = step.fill(position, part);
    const Money cost =
        position.size * (mark - fill) + position.notional(fill) * contract.liquidation_fee;
    const std::optional<Size> found = least_reduction(contract, position, mark, cost, surplus);
    if (!found || !step.depends_on_size(position)) return found;
    if (*found - part <= 1e-13 * whole) return found;
    part = *found;
  }
  return part;
}

/// The worst position as far as it takes, then the next. Where the fee costs more than the
/// requirement falls, no part of a position is enough.
void reduce(LiquidationStep& step) {
  const Account before = step.account();
  for (std::optional<std::size_t> worst = step.worst(); worst; worst = step.worst()) {
    const MarginState state = step.state();
    if (state.equity >= (1 + room / 2) * state.maintenance) return;
    const Money surplus = state.equity - (1 + room) * state.maintenance;
    const Position& position = step.account().positions[*worst];
    const std::optional<Size> part = least_reduction(step, position, surplus);
    step.pay_fee(step.close(*worst, part.value_or(abs(position.size))));
    if (part) return;
  }
  step.account() = before;
  step.forget();
  step.take_over();
}

void step_down(LiquidationStep& step, const LiquidationRule& rule) {
  const std::size_t worst = *step.worst();
  const Position& position = step.account().positions[worst];
  const Contract& contract = step.contract(position);
  const Price mark = step.mark(position);
  const std::size_t tier = contract.tiers.index(tier_size(contract, position, mark));
  const MarginState state = step.state();
  const Money own = maintenance(contract, position, mark);
  const RequirementLine lowest =
      maintenance_line(contract, position, contract.tiers.tiers().front());
  const Money relieved = state.maintenance - own + lowest.fixed + lowest.slope * mark;
  if (tier < std::max<std::size_t>(rule.lowest_tier, 1) || state.equity <= relieved) {
    return step.take_over();
  }
  const std::size_t target = tier - std::min(tier, rule.tiers_per_step);
  step.pay_fee(step.close(worst, size_above_tier(contract, position, mark, target)));
}

void close_block(LiquidationStep& step, const LiquidationRule& rule) {
  const std::size_t worst = *step.worst();
  const Position position = step.account().positions[worst];
  const Contract& contract = step.contract(position);
  const Price mark = step.mark(position);
  const Money notional = position.notional(mark);
  const Money wanted = step_notional(rule, notional);
  const MarginState state = step.state();
  const Money before = maintenance(contract, position, mark);
  const Size part =
      wanted < notional ? abs(position.size) * (wanted / notional) : abs(position.size);
  const Money fee_due = step.close(worst, part);
  const Position& rest = step.account().positions[worst];
  const Money released = before - (rest.open() ? maintenance(contract, rest, mark) : Money(0));
  const Money cost = state.equity - step.state().equity;
  const Money left = allotted_equity(state, released) - cost;
  step.receive_from_fund(std::max(Money(0), -left));
  step.pay_fee(std::min(fee_due, std::max(Money(0), left)));
}

void close_on_book(LiquidationStep& step, const LiquidationRule& rule, std::size_t steps_before) {
  const MarginState state = step.state();
  if (state.equity < rule.backstop_level * state.maintenance) return step.take_over();
  const std::size_t worst = *step.worst();
  const Position& position = step.account().positions[worst];
  const bool partly =
      steps_before == 0 && position.notional(step.mark(position)) > rule.partial_above;
  const double share = partly ? rule.step_share.value() : 1;
  step.pay_fee(step.close(worst, abs(position.size) * share));
}

}  // namespace

Liquidation liquidate(const Venue& venue, Account& account, Scope scope, Marks marks,
                      const Liquidity& liquidity, std::size_t step) {
  LiquidationStep current(venue, account, scope, marks, liquidity);
  const LiquidationRule& rule = venue.liquidation;
  if (rule.nets_hedges && scope.is_cross() && current.net_hedges()) return current.finish();
  switch (rule.procedure) {
    case Procedure::close_out:
      close_out(current);
      break;
    case Procedure::reduce:
      reduce(current);
      break;
    case Procedure::tier_ladder:
      step_down(current, rule);
      break;
    case Procedure::blocks:
      close_block(current, rule);
      break;
    case Procedure::book_then_backstop:
      close_on_book(current, rule, step);
      break;
  }
  return current.finish();
}

Exposure assess(const Venue& venue, const Account& account, Marks marks) {
  Exposure exposure{{}, std::numeric_limits<double>::infinity(), {}};
  const auto consider = [&](Scope scope, const MarginState& state) {
    if (const double level = state.level(); level < exposure.least_level) {
      exposure.least_level = level;
      if (state.liquidatable(venue.liquidates_at_equality)) exposure.breach = scope;
    }
  };
  MarginState cross{account.wallet + collateral_value(venue, account, marks), {}, {}};
  Money isolated;
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    const Position& position = account.positions[i];
    const MarginState state = position_state(venue, position, marks[position.contract]);
    if (position.mode == MarginMode::cross) {
      cross += state;
    } else {
      const MarginState scope = MarginState{position.margin, {}, {}} + state;
      isolated += scope.equity;
      consider(Scope::isolated(i), scope);
    }
  }
  consider(Scope::cross(), cross);
  exposure.worth = cross.equity + isolated;
  if (account.coin || !account.collateral.empty()) exposure.worth = worth(venue, account, marks);
  return exposure;
}

}  // namespace marginwalk::core
