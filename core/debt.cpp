#include "core/debt.hpp"

#include <algorithm>

namespace marginwalk::core {

Money sell_collateral_for_debt(const Venue& venue, Account& account, Marks marks) {
  Money slippage;
  Money& wallet = account.wallet;
  if (is_open(account, Scope::cross())) return slippage;
  for (std::size_t i = 0; i < account.collateral.size() && wallet < Money(0); ++i) {
    const Price price = marks[venue.contracts.size() + i];
    const Price fill = price - price * venue.collateral_discount;
    if (fill <= Price(0)) continue;
    Size& amount = account.collateral[i];
    const Size sold = std::min(amount, -wallet / fill);
    amount -= sold;
    wallet = sold < amount + sold ? Money(0) : wallet + sold * fill;
    slippage += sold * (price - fill);
  }
  return slippage;
}

Money return_unpaid_fee(Account& account, Money fee) {
  if (account.collateral.empty() || account.wallet >= Money(0)) return {};
  const Money unpaid = std::min(fee, -account.wallet);
  account.wallet += unpaid;
  return unpaid;
}

}  // namespace marginwalk::core
