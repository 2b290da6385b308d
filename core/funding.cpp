#include "core/funding.hpp"

#include <algorithm>

namespace marginwalk::core {
namespace {

/// The most that a scope can pay and stay above its requirement, by more than rounding.
Money payable(const Venue& venue, const Account& account, Scope scope, Marks marks) {
  constexpr double room = 1e-9;
  const MarginState state = margin_state(venue, account, scope, marks);
  return std::max(Money(0), state.equity - (1 + room) * state.maintenance);
}

}  // namespace

bool settle_funding(const Venue& venue, Account& account, Marks marks,
                    std::span<const Price> charges) {
  bool limited = false;
  const auto within_limit = [&](Money due, Scope scope) {
    if (!venue.funding_keeps_maintenance || due <= Money(0)) return due;
    const Money most = payable(venue, account, scope, marks);
    limited = limited || due > most;
    return std::min(due, most);
  };
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    Position& position = account.positions[i];
    Money payment = funding_payment(position, charges[position.contract]);
    Money from_margin;
    if (position.mode == MarginMode::cross) {
      payment = within_limit(payment, Scope::cross());
    } else if (payment > Money(0)) {
      const Money lacking = std::max(Money(0), payment - free_wallet(venue, account, marks));
      from_margin = within_limit(lacking, Scope::isolated(i));
      payment -= lacking - from_margin;
    }
    account.ledger.funding += payment;
    position.margin -= from_margin;
    account.wallet -= payment - from_margin;
  }
  return limited;
}

}  // namespace marginwalk::core
