#pragma once

#include <cstddef>
#include <vector>

#include "sim/replay/terms.hpp"
#include "sim/replay/trader.hpp"
#include "sim/replay/world.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::run {

/// Cells of one marketplace, and what they are walked through together.
struct Stage {
  /// The cells, by their places in the study, which must outlive the stage; at least one.
  Stage(const scenario::Study& study, std::vector<std::size_t> cells);

  std::vector<std::size_t> cells;
  std::vector<replay::Trader> traders;  ///< by place in `cells`
  replay::World world;
  replay::Terms terms;
};

/// All cells of a study, by marketplace.
[[nodiscard]] std::vector<Stage> stages_of(const scenario::Study& study);

}  // namespace marginwalk::run
