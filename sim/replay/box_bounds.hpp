#pragma once

#include <cstdint>
#include <vector>

#include "sim/replay/interval_bounds.hpp"
#include "sim/replay/path_steps.hpp"

namespace marginwalk::replay {

/// How much cash must stand behind a direction so that nothing can happen at any of the stops that
/// have been drawn on sixteen paths: with every mark at its worst,
///
///     C > - sum_i slope_i x (least mark where slope_i > 0, else greatest).
///
/// Where a price leaves the range that tripwires are published for, no cash is enough.
class BoxBounds {
 public:
  explicit BoxBounds(const Directions& directions) : directions_(&directions) {}

  /// Other stops; what was computed before is void.
  void set(const PathSteps& steps);

  /// What is needed over the stops; of these bounds, while they live.
  [[nodiscard]] Needed over() {
    return [this](std::size_t direction) { return needed(direction); };
  }

 private:
  [[nodiscard]] const double* needed(std::size_t direction);

  const Directions* directions_;
  const PathSteps* steps_ = nullptr;
  random::Lanes<double> penalty_{};            ///< infinite where no cash is enough
  std::vector<random::Lanes<double>> needed_;  ///< by direction
  std::vector<std::uint8_t> known_;
};

}  // namespace marginwalk::replay
