#include "core/funding.hpp"

#include <algorithm>

namespace marginwalk::core {
namespace {

/// What a scope lacks to stay above its requirement by more than rounding; below 0, what it can
/// pay.
Money lacking(const Venue& venue, const Account& account, Scope scope, Marks marks) {
  constexpr double room = 1e-9;
  const MarginState state = margin_state(venue, account, scope, marks);
  return (1 + room) * state.maintenance - state.equity;
}

/// How much of a payment that is due a venue that keeps maintenance leaves to an isolated position.
Money relief(const Venue& venue, const Account& account, Scope scope, Marks marks, Money due) {
  if (!venue.funding_keeps_maintenance || due <= Money(0)) return {};
  const Money payable = std::max(Money(0), -lacking(venue, account, scope, marks));
  return std::max(Money(0), due - payable);
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
  bool limited = false;
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
  if (!venue.funding_keeps_maintenance) return false;
  // Only now is it known what isolated positions have drawn from the wallet.
  const Money paid = std::max(Money(0), cross_payment(account, charges));
  const Money left = std::clamp(lacking(venue, account, Scope::cross(), marks), Money(0), paid);
  if (left > Money(0)) {
    account.ledger.funding -= left;
    account.wallet += left;
  }
  return limited || left > Money(0);
}

}  // namespace marginwalk::core
