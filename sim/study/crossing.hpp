#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/estimate/estimate.hpp"

namespace marginwalk::study {

/// What a run said about one setting.
struct Point {
  double setting = 0;
  double value = 0;     ///< what the setting means: the total notional, else the setting itself
  double notional = 0;  ///< of all positions together
  estimate::Estimate liquidated;
  /// Median over the paths of ln(terminal equity less deposits / start); absent where the median
  /// leaves nothing.
  std::optional<estimate::Estimate> growth;
};

/// One of the numbers of a point: its probability of liquidation or a bound of that.
using Reading = double (*)(const Point&);

/// The probability of liquidation of a point, and its bounds.
[[nodiscard]] double estimate_of(const Point& point);
[[nodiscard]] double low_bound_of(const Point& point);
[[nodiscard]] double high_bound_of(const Point& point);

/// The last point that reads at most a probability. Points go from the setting that protects most
/// to the one that protects least; all points before the last need not read so little.
[[nodiscard]] std::optional<std::size_t> last_within(const std::vector<Point>& points,
                                                     double probability, Reading reading);

/// Settings between points, where the estimate and its two bounds cross the probability: four for
/// each, around where a straight line between the logarithms of the two points crosses it. None
/// where all crossings are known to 0.1 %.
[[nodiscard]] std::vector<double> settings_near_crossings(const std::vector<Point>& points,
                                                          double probability);

}  // namespace marginwalk::study
