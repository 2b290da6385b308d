#include "core/deleveraging.hpp"

#include <algorithm>
#include <cmath>

#include "core/debt.hpp"
#include "core/inverse.hpp"

namespace marginwalk::core {

double deleveraging_score(const Venue& venue, const Account& account, std::size_t index,
                          Marks marks) {
  const Position& position = account.positions[index];
  const Price mark = marks[position.contract];
  const Money profit = position.unrealised_pnl(mark);
  if (!position.open() || profit <= Money(0)) return 0;
  if (venue.deleveraging.rank == DeleveragingRank::none) return 0;
  if (venue.deleveraging.rank == DeleveragingRank::leveraged_return) {
    return profit / (position.notional(position.entry) / position.leverage);
  }
  const MarginState scope = margin_state(venue, account, scope_of(account, index), marks);
  const double growth = mark / position.entry;
  const bool gains_as_mark_rises = position.size > Size(0);
  return (gains_as_mark_rises ? growth : 1 / growth) * (position.notional(mark) / scope.equity);
}

double score_of_move(DeleveragingRank rank, double move, double leverage) {
  return rank == DeleveragingRank::leveraged_return ? move * leverage : (1 + move) * leverage;
}

Price deleveraging_price(DeleveragingPrice rule, Price before, Price now) {
  switch (rule) {
    case DeleveragingPrice::mark:
      return now;
    case DeleveragingPrice::mark_before:
      return before;
    case DeleveragingPrice::bankruptcy:
      break;
  }
  return Price(std::sqrt(before.value() * now.value()));
}

void deleverage(const Venue& venue, Account& account, const Deleveraging& what, Marks marks) {
  Position& position = account.positions[what.position];
  const Price mark = marks[position.contract];
  Money& cash = position.mode == MarginMode::cross ? account.wallet : position.margin;
  cash += position.unrealised_pnl(what.price) * what.share;
  account.ledger.deleveraging_cost += position.size * (mark - what.price) * what.share;
  position.size = what.share < 1 ? position.size * (1 - what.share) : Size(0);
  if (position.mode == MarginMode::isolated && !position.open()) {
    account.wallet += position.margin;
    position.margin = Money(0);
  }
  account.ledger.slippage += sell_collateral_for_debt(venue, account, marks);
}

}  // namespace marginwalk::core
