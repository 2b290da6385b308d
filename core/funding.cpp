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

/// How much of a payment a venue that keeps maintenance leaves to the scope.
Money relief(const Venue& venue, const Account& account, Scope scope, Marks marks, Money due) {
  if (!venue.funding_keeps_maintenance || due <= Money(0)) return {};
  return std::max(Money(0), due - payable(venue, account, scope, marks));
}

Money cross_payment(const Account& account, std::span<const Price> charges) {
  Money sum;
  for (const Position& position : account.positions) {
    if (position.mode == MarginMode::isolated) continue;
    sum += funding_payment(position, charges[position.contract]);
  }
  return sum;
}

}  // namespace

bool settle_funding(const Venue& venue, Account& account, Marks marks,
                    std::span<const Price> charges) {
  const Money left_to_cross =
      relief(venue, account, Scope::cross(), marks, cross_payment(account, charges));
  bool limited = left_to_cross > Money(0);
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    Position& position = account.positions[i];
    Money payment = funding_payment(position, charges[position.contract]);
    Money from_margin;
    if (position.mode == MarginMode::isolated && payment > Money(0)) {
      from_margin = std::max(Money(0), payment - free_wallet(venue, account, marks));
      const Money left = relief(venue, account, Scope::isolated(i), marks, from_margin);
      limited = limited || left > Money(0);
      payment -= left;
      from_margin -= left;
    }
    account.ledger.funding += payment;
    position.margin -= from_margin;
    account.wallet -= payment - from_margin;
  }
  if (left_to_cross > Money(0)) {
    account.ledger.funding -= left_to_cross;
    account.wallet += left_to_cross;
  }
  return limited;
}

}  // namespace marginwalk::core
