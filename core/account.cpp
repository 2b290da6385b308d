#include "core/account.hpp"

#include <algorithm>

#include "core/requirement.hpp"

namespace marginwalk::core {

Scope scope_of(const Account& account, std::size_t position) {
  return account.positions[position].mode == MarginMode::cross ? Scope::cross()
                                                               : Scope::isolated(position);
}

MarginState position_state(const Venue& venue, const Position& position, Price mark) {
  if (!position.open()) return {};
  const Money notional = position.notional(mark);
  const Money initial =
      position.mode == MarginMode::isolated ? position.margin : notional / position.leverage;
  return {position.unrealised_pnl(mark), initial,
          maintenance(venue.contracts[position.contract], position, mark)};
}

MarginState margin_state(const Venue& venue, const Account& account, Scope scope, Marks marks) {
  if (!scope.is_cross()) {
    const Position& position = account.positions[scope.position()];
    return MarginState{position.margin, {}, {}} +
           position_state(venue, position, marks[position.contract]);
  }
  MarginState state{account.wallet, {}, {}};
  for (const Position& position : account.positions) {
    if (position.mode == MarginMode::cross) {
      state += position_state(venue, position, marks[position.contract]);
    }
  }
  return state;
}

Money equity(const Account& account, Marks marks) {
  Money sum = account.wallet;
  for (const Position& position : account.positions) {
    sum += position.margin + position.unrealised_pnl(marks[position.contract]);
  }
  return sum;
}

Money free_wallet(const Venue& venue, const Account& account, Marks marks) {
  const MarginState cross = margin_state(venue, account, Scope::cross(), marks);
  return std::max(Money(0), std::min(account.wallet, cross.equity - cross.initial));
}

}  // namespace marginwalk::core
