#pragma once

#include <cmath>

namespace marginwalk::paths {

/// A price that is drawn to a level while it is near it: over each hour that begins with the
/// logarithm x of the price within `within` of the level, the logarithm drifts by
///
///     strength (level - x)   per year
///
/// besides: an Ornstein-Uhlenbeck process in steps of an hour. Known at the hour's start; with it
/// the price is no martingale.
struct Pull {
  double level = 0;     ///< logarithm of level / price at the start
  double strength = 0;  ///< per year; 0 = no pull
  double within = 0;    ///< in the logarithm

  [[nodiscard]] double drift(double logarithm) const {
    const double distance = level - logarithm;
    return std::abs(distance) <= within ? strength * distance : 0;
  }
};

}  // namespace marginwalk::paths
