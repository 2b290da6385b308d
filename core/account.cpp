#include "core/account.hpp"

#include <algorithm>

#include "core/requirement.hpp"

namespace marginwalk::core {
namespace {

Price collateral_price(const Venue& venue, Marks marks, std::size_t asset) {
  return marks[venue.contracts.size() + asset];
}

Money cash_and_profit(const Account& account, Marks marks) {
  Money sum = account.wallet;
  for (const Position& position : account.positions) {
    sum += position.margin + position.unrealised_pnl(marks[position.contract]);
  }
  return sum;
}

}  // namespace

Scope scope_of(const Account& account, std::size_t position) {
  return account.positions[position].mode == MarginMode::cross ? Scope::cross()
                                                               : Scope::isolated(position);
}

bool is_open(const Account& account) {
  return std::any_of(account.positions.begin(), account.positions.end(),
                     [](const Position& each) { return each.open(); });
}

bool is_open(const Account& account, Scope scope) {
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    if (account.positions[i].open() && scope.contains(account, i)) return true;
  }
  return false;
}

MarginState position_state(const Venue& venue, const Position& position, Price mark) {
  if (!position.open()) return {};
  const Contract& contract = venue.contracts[position.contract];
  const Money notional = position.notional(mark);
  const Money initial =
      position.mode == MarginMode::isolated ? position.margin : notional / position.leverage;
  return {position.unrealised_pnl(mark), std::max(initial, notional * contract.initial_margin_rate),
          maintenance(contract, position, mark)};
}

MarginState margin_state(const Venue& venue, const Account& account, Scope scope, Marks marks) {
  if (!scope.is_cross()) {
    const Position& position = account.positions[scope.position()];
    return MarginState{position.margin, {}, {}} +
           position_state(venue, position, marks[position.contract]);
  }
  MarginState state{account.wallet + collateral_value(venue, account, marks), {}, {}};
  for (const Position& position : account.positions) {
    if (position.mode == MarginMode::cross) {
      state += position_state(venue, position, marks[position.contract]);
    }
  }
  return state;
}

Money collateral_value(const Venue& venue, const Account& account, Marks marks) {
  Money sum;
  for (std::size_t i = 0; i < account.collateral.size(); ++i) {
    sum +=
        discounted(venue.collateral[i], account.collateral[i], collateral_price(venue, marks, i));
  }
  return sum;
}

Money collateral_worth(const Venue& venue, const Account& account, Marks marks) {
  Money sum;
  for (std::size_t i = 0; i < account.collateral.size(); ++i) {
    sum += account.collateral[i] * collateral_price(venue, marks, i);
  }
  return sum;
}

Money equity(const Venue& venue, const Account& account, Marks marks) {
  return cash_and_profit(account, marks) + collateral_value(venue, account, marks);
}

Money worth(const Venue& venue, const Account& account, Marks marks) {
  const Money sum = cash_and_profit(account, marks) + collateral_worth(venue, account, marks);
  return account.coin ? sum * account.money_price(marks) : sum;
}

Money free_wallet(const Venue& venue, const Account& account, Marks marks) {
  const MarginState cross = margin_state(venue, account, Scope::cross(), marks);
  return std::max(Money(0), std::min(account.wallet, cross.equity - cross.initial));
}

}  // namespace marginwalk::core
