#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "sim/replay/direction.hpp"

namespace marginwalk::replay {

/// Less than the logarithm of tripwire_ceiling, by more than the bound of a rise can err.
inline constexpr double tripwire_ceiling_logarithm = 2.76;

/// Intervals of price paths side by side: the same interval of sixteen paths, or up to thirty-two
/// that follow each other on one path. Every row has one value for each interval; rows of assets
/// and of contracts are `stride` apart.
struct Intervals {
  static constexpr std::size_t most = 32;

  std::size_t count = 0;
  std::size_t stride = 0;
  const double* left_logarithms = nullptr;  ///< of growth since the start, by asset
  const double* right_logarithms = nullptr;
  const double* left_marks = nullptr;  ///< by contract
  const double* right_marks = nullptr;
  const double* spread = nullptr;  ///< BridgeScale::spread of each length
  /// Of a law that is not plain, by asset: what multiplies the map's deviations; how far jumps in
  /// the interval go down and up, null where there are none. And the map of each interval, null
  /// where all have the first.
  const double* scale = nullptr;
  const double* jumps_down = nullptr;
  const double* jumps_up = nullptr;
  const double* map = nullptr;
};

/// The cash that a direction needs, one value for each of some intervals.
using Needed = std::function<const double*(std::size_t direction)>;

/// How much cash must stand behind a direction so that nothing can have happened in an interval.
///
/// Between its ends the logarithms x of the prices are Brownian bridges. With S the marks at the
/// left end and w_i = slope_i S_i, the surplus over a cash C is bounded from below by a line in x,
///
///     surplus >= C + sum_i w_i + sum_i w_i (x_i - x_i(left)),
///
/// because e^x lies above its tangent where w_i > 0; where w_i < 0 the curvature is taken off for
/// an excursion of R: |w_i| (e^R - 1 - R). A line in x is itself a scalar Brownian bridge of yearly
/// variance V. With the line's ends at C + a and C + b, it stays above zero but for the chance that
/// BridgeScale allows, if (C + a)(C + b) > spread x V, which is
///
///     C > sqrt((b - a)^2 / 4 + spread x V) - (a + b) / 2.
///
/// With jumps in the interval, the bridge is what is left of the change without them, and the line
/// may besides fall by what all of them take off it. Where a price can leave the range that
/// tripwires are published for, no cash is enough.
class IntervalBounds {
 public:
  IntervalBounds(const World& world, const Directions& directions);

  /// Other intervals; what was computed before is void.
  void set(const Intervals& intervals);

  /// What is needed over each interval, and at the right ends alone; of these bounds, while they
  /// live.
  [[nodiscard]] Needed over() {
    return [this](std::size_t direction) { return needed(direction); };
  }
  [[nodiscard]] Needed at_end() {
    return [this](std::size_t direction) { return needed_at_end(direction); };
  }

 private:
  [[nodiscard]] const double* needed(std::size_t direction);
  [[nodiscard]] const double* needed_at_end(std::size_t direction);

  using Row = std::array<double, Intervals::most>;
  struct Answers {
    std::vector<Row> rows;  ///< by direction
    std::vector<std::uint8_t> known;
  };

  /// Computes what all directions share.
  void prepare();

  /// The row of a direction, and whether it is still to be computed.
  Row& row(Answers& answers, std::size_t direction, bool& compute) const;

  const World* world_;
  const Directions* directions_;
  std::vector<double> deviations_;  ///< of each asset's logarithm in a year
  Intervals intervals_;
  bool prepared_ = false;
  std::vector<Row> changes_;  ///< of each asset's logarithm
  std::vector<Row> lifts_;    ///< 1 + curvature of each asset's excursion
  Row penalty_{};             ///< infinite where no cash is enough
  Answers over_intervals_;
  Answers at_ends_;
};

}  // namespace marginwalk::replay
