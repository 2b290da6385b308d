#pragma once

#include "sim/scenario/study.hpp"

namespace marginwalk::bench {

/// How much collateral stands behind the book of W1, as gross notional / wallet under cross and
/// notional / margin of each leg under isolated, and the liquidation probabilities that follow.
struct Leverages {
  const char* name;
  double cross;
  double isolated;
  double cross_probability;         ///< of liquidation within the day
  double any_isolated_probability;  ///< of at least one leg
};

inline constexpr Leverages calm{"calm", 14.1, 4.75, .00105, .00036};
inline constexpr Leverages medium{"medium", 21.7, 7.70, .0503, .0540};
inline constexpr Leverages high{"high", 48.0, 13.6, .497, .493};

/// W1: four correlated assets, one day at one minute, one book under cross and under isolated, no
/// funding, no costs. Notionals +100k, +60k, -40k, +30k; maintenance 0.5, 0.5, 1 and 1.5 %.
[[nodiscard]] scenario::Study w1(const Leverages& leverages);

}  // namespace marginwalk::bench
