#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "sim/run/block.hpp"
#include "sim/run/result.hpp"

namespace marginwalk::run {

/// How a study is run, and who is told.
struct RunOptions {
  unsigned threads = 0;  ///< 0 = as many as the machine has
  /// Told after every block, one call at a time, how many paths are done.
  std::function<void(std::uint64_t)> progress = {};
  /// Set from anywhere to give up within a fraction of a second.
  const std::atomic<bool>* stop = nullptr;
  /// Whether to measure drawdown and least margin level on the first paths, which need every stop.
  bool extremes = true;
  /// Cells, by index, of which to tell how much of their losses came by jumps.
  std::vector<std::size_t> jump_cells = {};
  /// Told by a run until precise how many paths there will be, as far as can be foreseen.
  std::function<void(std::uint64_t)> expect = {};
};

/// Runs all cells of a study on the same paths. The result depends on the study alone, to the last
/// bit, not on the number of threads. A study with a precision runs until it is precise. None if it
/// was stopped. Throws core::Defect, naming seed, path and cell, where an outcome is not finite.
[[nodiscard]] std::optional<Result> run_study(const scenario::Study& study,
                                              const RunOptions& options = {});

/// What the tally of all paths of a study says, its timing left empty.
[[nodiscard]] Result make_result(const scenario::Study& study, BlockTally total);

}  // namespace marginwalk::run
