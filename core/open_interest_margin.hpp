#pragma once

#include <algorithm>

#include "core/units.hpp"

namespace marginwalk::core {

/// An initial margin rate that grows with a market's open interest: with b the base rate,
///
///     b + (1 - b) x (open interest - lower) / (upper - lower), from b up to 1.
///
/// Where the caps do not enclose anything it is b. (dYdX v4, x/perpetuals/types/liquidity_tier.go)
[[nodiscard]] inline Rate scaled_initial_rate(Rate base, Money open_interest, Money lower,
                                              Money upper) {
  if (upper <= lower) return base;
  const double share = std::clamp((open_interest - lower) / (upper - lower), 0.0, 1.0);
  return base + Rate((1 - base.value()) * share);
}

}  // namespace marginwalk::core
