#include "core/funding.hpp"

#include <algorithm>

namespace marginwalk::core {

void settle_funding(const Venue& venue, Account& account, Marks marks, Rate rate) {
  for (Position& position : account.positions) {
    const Money payment = funding_payment(position, marks[position.contract], rate);
    account.ledger.funding += payment;
    Money from_margin;
    if (position.mode == MarginMode::isolated && payment > Money(0)) {
      from_margin = std::max(Money(0), payment - free_wallet(venue, account, marks));
    }
    position.margin -= from_margin;
    account.wallet -= payment - from_margin;
  }
}

}  // namespace marginwalk::core
