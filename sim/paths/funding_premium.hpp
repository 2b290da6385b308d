#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace marginwalk::paths {

/// Premiums of perpetuals over their indices, as funding sees them, per funding interval:
///
///     premium' = mean + persistence (premium - mean) + response x R + deviation x Z,
///     rate     = premium + clamp(interest - premium, -band, band),
///
/// R the log return of the price over the interval that ends, Z standard normal with a common part
/// of variance `common`. The second line is the venues' own formula (Binance, "Introduction to
/// funding rates": a band of 0.05 %), and is why so many rates are exactly the interest. By asset;
/// a premium starts at its mean.
struct FundingPremium {
  std::vector<double> mean, persistence, response, deviation;
  double common = 0;
  double band = 0;

  [[nodiscard]] double rate(double premium, double interest) const {
    return premium + std::clamp(interest - premium, -band, band);
  }
};

/// The premium at the end of an interval, which ends at a moment of a path.
[[nodiscard]] double next_premium(const FundingPremium& law, std::size_t asset, double premium,
                                  double log_return, std::uint64_t seed, std::uint64_t path,
                                  std::uint32_t seconds);

}  // namespace marginwalk::paths
