#pragma once

#include <algorithm>

#include "sim/paths/autoregression.hpp"

namespace marginwalk::paths {

/// Premiums of perpetuals over their indices, as funding sees them, from interval to interval, and
/// the rate that venues make of one:
///
///     rate = premium + clamp(interest - premium, -band, band),
///
/// their own formula (Binance, "Introduction to funding rates": a band of 0.05 %), and the reason
/// why so many rates are exactly the interest. A premium starts at its mean.
struct FundingPremium {
  Autoregression law;
  double band = 0;

  [[nodiscard]] double rate(double premium, double interest) const {
    return premium + std::clamp(interest - premium, -band, band);
  }
};

}  // namespace marginwalk::paths
