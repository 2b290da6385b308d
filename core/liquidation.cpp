#include "core/liquidation.hpp"

#include <algorithm>

#include "core/expect.hpp"

namespace marginwalk::core {

Liquidation liquidate(const Venue& venue, Account& account, Scope scope, Marks marks,
                      Rate slippage) {
  Liquidation result{scope, 0, margin_state(venue, account, scope, marks), {}, {}, {}, {}};
  Money fee_due;
  Money worst_pnl(std::numeric_limits<double>::infinity());
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    Position& position = account.positions[i];
    if (!scope.contains(account, i) || !position.open()) continue;
    const Contract& contract = venue.contracts[position.contract];
    const Price mark = marks[position.contract];
    if (const Money pnl = position.unrealised_pnl(mark); pnl < worst_pnl) {
      worst_pnl = pnl;
      result.worst_position = i;
    }
    const double side = position.size > Size(0) ? 1 : -1;
    const Price fill = mark - side * (mark * slippage);
    result.slippage += position.size * (mark - fill);
    fee_due += position.notional(fill) * contract.liquidation_fee;
    position.size = Size(0);
    position.margin = Money(0);
  }
  const Money proceeds = result.before.equity - result.slippage;
  result.shortfall = std::max(Money(0), -proceeds);
  result.fee = std::min(fee_due, std::max(Money(0), proceeds));
  result.left = proceeds + result.shortfall - result.fee;
  MARGINWALK_EXPECTS(result.left >= Money(0));

  account.wallet = scope.is_cross() ? result.left : account.wallet + result.left;
  account.ledger.slippage += result.slippage;
  account.ledger.fees += result.fee;
  account.ledger.fund_paid += result.shortfall;
  return result;
}

Exposure assess(const Venue& venue, const Account& account, Marks marks) {
  Exposure exposure{{}, std::numeric_limits<double>::infinity(), {}};
  const auto consider = [&](Scope scope, const MarginState& state) {
    exposure.equity += state.equity;
    if (const double level = state.level(); level < exposure.least_level) {
      exposure.least_level = level;
      if (state.liquidatable(venue.liquidates_at_equality)) exposure.breach = scope;
    }
  };
  MarginState cross{account.wallet, {}, {}};
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    const Position& position = account.positions[i];
    const MarginState state = position_state(venue, position, marks[position.contract]);
    if (position.mode == MarginMode::cross) {
      cross += state;
    } else {
      consider(Scope::isolated(i), MarginState{position.margin, {}, {}} + state);
    }
  }
  consider(Scope::cross(), cross);
  return exposure;
}

}  // namespace marginwalk::core
