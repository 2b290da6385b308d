#pragma once

#include <algorithm>
#include <compare>
#include <optional>

#include "core/margin_state.hpp"
#include "core/venue.hpp"

/// What a venue that liquidates in blocks makes of an account (dYdX v4:
/// x/clob/keeper/liquidations.go and deleveraging.go, lib/margin/risk.go). Notionals are signed: a
/// long's is above 0.
namespace marginwalk::core {

/// The notional that one step closes, of a position's: a share of it, within the rule's bounds.
[[nodiscard]] inline Money step_notional(const LiquidationRule& rule, Money notional) {
  const Money most = std::min(notional, rule.greatest_step);
  return std::clamp(notional * rule.step_share, std::min(rule.least_step, most), most);
}

/// The equity that goes with a part of an account: its share of what is required.
[[nodiscard]] inline Money allotted_equity(const MarginState& account, Money released) {
  return account.equity * (released / account.maintenance);
}

/// What a close must bring in, in cash, so that it takes along no more than its share of equity. A
/// close changes the account's notional and releases a part of its requirement. Below 0, a short's
/// close may cost so much.
[[nodiscard]] inline Money bankruptcy_quote(const MarginState& account, Money notional_change,
                                            Money released) {
  return -notional_change - allotted_equity(account, released);
}

/// What the trader pays to the insurance fund, at most a share of the fill's value, for a close
/// that brought in more than its bankruptcy quote; below 0, what the fund pays for one that brought
/// in less.
[[nodiscard]] inline Money insurance_payment(Money fill, Money bankruptcy_quote, Rate most) {
  return std::min(abs(fill) * most, fill - bankruptcy_quote);
}

/// The worst price that a liquidation may fill at:
///
///     (notional - adjusted x spread x maintenance) / size,
///     adjusted = adjustment x (1 - equity / maintenance of the account), from 0 to 1.
[[nodiscard]] inline Price fillable_price(const MarginState& account, Money notional, Size size,
                                          Money maintenance, double adjustment, double spread) {
  const double adjusted = std::clamp(adjustment * (1 - account.level()), 0.0, 1.0);
  return (notional - adjusted * spread * maintenance) / size;
}

/// The order in which accounts are liquidated: `greater` is liquidated first. By equity per
/// requirement, then by the larger requirement, then by the smaller equity.
[[nodiscard]] inline std::weak_ordering compare_risk(const MarginState& a, const MarginState& b) {
  const double left = a.equity.value() * b.maintenance.value();
  const double right = b.equity.value() * a.maintenance.value();
  if (left != right) return left < right ? std::weak_ordering::greater : std::weak_ordering::less;
  if (a.maintenance != b.maintenance) {
    return a.maintenance > b.maintenance ? std::weak_ordering::greater : std::weak_ordering::less;
  }
  if (a.equity == b.equity) return std::weak_ordering::equivalent;
  return a.equity < b.equity ? std::weak_ordering::greater : std::weak_ordering::less;
}

/// What the counterparty of a forced match pays for a part of a liquidated account: its bankruptcy
/// quote. None where the counterparty, whose equity at the mark is `other_equity`, could not bear
/// it: the match is refused. `notional_change` is that of the liquidated account.
[[nodiscard]] inline std::optional<Money> deleveraging_quote(const MarginState& account,
                                                             Money notional_change, Money released,
                                                             Money other_equity) {
  const Money quote = bankruptcy_quote(account, notional_change, released);
  // It pays the quote and gets the notional.
  if (other_equity - notional_change - quote < Money(0)) return std::nullopt;
  return quote;
}

}  // namespace marginwalk::core
