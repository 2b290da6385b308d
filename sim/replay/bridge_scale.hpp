#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/random/brownian_tree.hpp"
#include "sim/replay/market.hpp"

namespace marginwalk::replay {

/// How far a Brownian bridge is taken to stray within an interval.
///
/// The chance that a bridge of variance v, at distances a and b from a level at its two ends,
/// touches the level in between is exactly exp(-2 a b / v). Where that is below e^-K the interval
/// is passed over. K grows with the number of intervals of the same length in a path, so that the
/// chances add up to less than `error_bound` for each path and account, whatever is looked at.
class BridgeScale {
 public:
  /// `bounds`: how many are put to one interval for one account, at most.
  BridgeScale(const Clock& clock, std::size_t bounds, double error_bound);

  /// K / 2 times the length in years: a b must exceed this times the variance of a year.
  [[nodiscard]] double spread(std::uint32_t minutes) const { return spread_[minutes]; }

 private:
  std::vector<double> spread_;  ///< by minutes, up to a day
};

}  // namespace marginwalk::replay
