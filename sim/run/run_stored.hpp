#pragma once

#include <chrono>

#include "sim/run/run_study.hpp"
#include "sim/run/store.hpp"

namespace marginwalk::run {

/// How many blocks are kept one by one until they join those before them. A prefix costs as much to
/// write as some dozens of blocks.
inline constexpr std::uint64_t blocks_between_prefixes = 64;

/// How a study is run into a store.
struct StoredRunOptions {
  unsigned threads = 0;  ///< 0 = as many as the machine has
  /// Told at the start and after every block how many paths of the shard are in the store.
  std::function<void(std::uint64_t)> progress = {};
  /// Set from anywhere to give up within a fraction of a second; blocks in flight are lost.
  const std::atomic<bool>* stop = nullptr;
  /// From when on no further block is begun; blocks in flight are finished.
  std::chrono::steady_clock::time_point until = std::chrono::steady_clock::time_point::max();
  /// Told by a run until precise how many paths there will be, as far as can be foreseen.
  std::function<void(std::uint64_t)> expect = {};
};

/// Replays the blocks of a study, or of its shard, that are not in the store and puts each there as
/// soon as it is finished. Whether all are there then. A study with a precision, which has no
/// shards, ends at the look at which it would without a store; a limit of its time is one of all
/// sessions together. Throws StoreError where the store cannot be written, which leaves all
/// finished blocks there, and core::Defect as run_study does.
bool run_stored(const scenario::Study& study, Store& store, const StoredRunOptions& options = {});

/// What the store says about its study, to the bit as run_study of it would. None where blocks are
/// missing. Its timing is that of all sessions together.
[[nodiscard]] std::optional<Result> stored_result(const scenario::Study& study, Store& store);

}  // namespace marginwalk::run
