#pragma once

#include <functional>

#include "sim/replay/trial.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::verify {

/// One path of one cell, watched from outside.
struct WatchedPath {
  std::uint64_t number = 0;
  replay::Outcome outcome;
  double pnl_step_by_step = 0;  ///< sum over stops of size held x change of the mark
  bool isolated_margin_paid_funding = false;
};

/// Replays every path of every cell of a study, cell by cell within a cell's paths.
void for_each_outcome(const scenario::Study& study,
                      const std::function<void(std::size_t cell, const WatchedPath&)>& visit);

}  // namespace marginwalk::verify
