#pragma once

#include <cstdint>

#include "sim/scenario/study.hpp"

namespace marginwalk::run {

/// What a run of a study will take.
struct Cost {
  double seconds = 0;        ///< of one thread
  double probe_seconds = 0;  ///< for how long some of its paths were replayed to tell
  std::size_t probed_cells = 0;
  double record_bytes = 0;  ///< of the paths' records in a store
  double tally_bytes = 0;   ///< of all else in it
};

/// Replays some paths of each kind that a run has (the first ones, with extremes, and the rest) on
/// one thread, at least sixteen of each, of one marketplace after the other while there is time, at
/// least of one.
[[nodiscard]] Cost probe_cost(const scenario::Study& study, double probe_seconds);

}  // namespace marginwalk::run
