#pragma once

#include <cstdint>

#include "sim/run/block.hpp"
#include "sim/run/run_study.hpp"

namespace marginwalk::run {

/// A range of paths; `first` is a whole number of blocks.
struct PathRange {
  std::uint64_t first = 0;
  std::uint64_t end = 0;
};

/// Hands out blocks in order, replays them in parallel and merges them in order, so that sums come
/// out the same for any number of threads, and for any cuts between blocks, while only a few blocks
/// are in memory. False if stopped.
[[nodiscard]] bool run_blocks(const BlockRunner& runner, PathRange paths, unsigned threads,
                              const RunOptions& options, BlockTally& total);

}  // namespace marginwalk::run
