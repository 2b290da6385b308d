#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>

#include "sim/run/block.hpp"
#include "sim/run/packed_records.hpp"

namespace marginwalk::run {

/// A block of paths that has been replayed.
struct Block {
  std::uint64_t number = 0;  ///< from 0
  std::uint64_t paths = 0;   ///< fewer than paths_per_block where the run ends
  BlockTally tally;
  PathRecords records;                ///< where they were asked for
  std::vector<PackedRecords> packed;  ///< the same by cell, where they were asked for
};

/// How many blocks so many paths make, the last of which may be cut short.
[[nodiscard]] constexpr std::uint64_t blocks_of(std::uint64_t paths) {
  return (paths + paths_per_block - 1) / paths_per_block;
}

/// How many of so many paths a block has.
[[nodiscard]] constexpr std::uint64_t paths_in(std::uint64_t block, std::uint64_t paths) {
  const std::uint64_t first = block * paths_per_block;
  return first >= paths ? 0 : paths - first < paths_per_block ? paths - first : paths_per_block;
}

/// Which blocks are replayed, and who takes them.
struct BlockLoop {
  /// What is kept of every path: nothing, what became of it, and that packed for a store as well.
  enum class Records { none, plain, packed };

  /// The number of the block to be replayed next, none at the end. One call at a time.
  std::function<std::optional<std::uint64_t>()> next;
  /// Takes the blocks as they are finished, in the order in which they were handed out, one call at
  /// a time. What it throws ends the loop.
  std::function<void(const Block&)> finished;
  unsigned threads = 0;  ///< 0 = as many as the machine has
  Records records = Records::none;
  const std::atomic<bool>* stop = nullptr;  ///< set from anywhere to give up at once
};

/// The number of threads that is meant.
[[nodiscard]] unsigned thread_count(unsigned asked);

/// Replays blocks of a run of so many paths in parallel, with only a few of them in memory. False
/// if it was stopped.
bool run_blocks(const BlockRunner& runner, std::uint64_t paths, const BlockLoop& loop);

}  // namespace marginwalk::run
