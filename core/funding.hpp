#pragma once

#include "core/account.hpp"

namespace marginwalk::core {

/// What a position pays at a funding stamp: size x mark x rate. Positive = it pays: longs pay when
/// the rate is positive, shorts receive the same.
[[nodiscard]] inline Money funding_payment(const Position& position, Price mark, Rate rate) {
  return position.size * mark * rate;
}

/// Settles one funding stamp. A cross position pays from the wallet, which may turn negative: only
/// equity decides. An isolated position pays from the free wallet, then from its margin; what it
/// receives goes to the wallet. `rate` is the fraction of notional for one interval.
void settle_funding(const Venue& venue, Account& account, Marks marks, Rate rate);

}  // namespace marginwalk::core
