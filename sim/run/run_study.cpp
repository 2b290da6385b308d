#include "sim/run/run_study.hpp"

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>
#include <utility>

#include "sim/run/block.hpp"
#include "sim/run/digest.hpp"
#include "sim/run/gates.hpp"

namespace marginwalk::run {
namespace {

/// Says once more what TBB guarantees between the stages of a pipeline, where the thread sanitizer
/// sees it: TBB itself is not built with the sanitizer, so its own synchronisation is invisible.
void seam() {
  static std::mutex everything_before;
  const std::lock_guard lock(everything_before);
}

/// Calls a stage between two seams.
template <class Stage>
auto between_seams(Stage stage) {
  return [stage](auto&&... arguments) {
    seam();
    struct AtExit {
      ~AtExit() { seam(); }
    } const at_exit;
    return stage(std::forward<decltype(arguments)>(arguments)...);
  };
}

/// Hands out blocks in order, replays them in parallel and merges them in order, so that sums come
/// out the same for any number of threads while only a few blocks are in memory. False if stopped.
bool run_blocks(const BlockRunner& runner, std::uint64_t paths, unsigned threads,
                const RunOptions& options, BlockTally& total) {
  constexpr std::size_t blocks_in_flight_per_thread = 4;
  std::uint64_t next = 0;
  std::uint64_t merged = 0;
  bool complete = true;

  const auto hand_out = [&](tbb::flow_control& control) {
    const std::uint64_t first = next;
    if (first >= paths || (options.stop && *options.stop)) control.stop();
    next = std::min(first + paths_per_block, paths);
    return first;
  };
  const auto replay = [&](std::uint64_t first) {
    const std::uint64_t end = std::min(first + paths_per_block, paths);
    std::optional<BlockTally> tally = runner(first, end, options.stop);
    // Pipelines pass pointers from stage to stage without a copy; the next stage owns it.
    return tally ? new BlockTally(std::move(*tally)) : nullptr;
  };
  const auto merge = [&](BlockTally* passed) {
    const std::unique_ptr<BlockTally> block(passed);
    complete = complete && block;
    if (!complete) return;
    total.merge(*block);
    merged = std::min(merged + paths_per_block, paths);
    if (options.progress) options.progress(merged);
  };
  seam();
  tbb::parallel_pipeline(blocks_in_flight_per_thread * threads,
                         tbb::make_filter<void, std::uint64_t>(tbb::filter_mode::serial_in_order,
                                                               between_seams(hand_out)) &
                             tbb::make_filter<std::uint64_t, BlockTally*>(
                                 tbb::filter_mode::parallel, between_seams(replay)) &
                             tbb::make_filter<BlockTally*, void>(tbb::filter_mode::serial_in_order,
                                                                 between_seams(merge)));
  seam();
  return complete && !(options.stop && *options.stop);
}

}  // namespace

std::optional<Result> run_study(const scenario::Study& study, const RunOptions& options) {
  const auto began = std::chrono::steady_clock::now();
  const unsigned threads = options.threads > 0
                               ? options.threads
                               : static_cast<unsigned>(tbb::info::default_concurrency());
  const BlockRunner runner(study);
  BlockTally total = runner.empty_tally();
  bool complete = false;
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  arena.execute([&] { complete = run_blocks(runner, study.paths, threads, options, total); });
  if (!complete) return std::nullopt;

  Result result{study, input_sha256(study.sources), {}, {}, {}, {}};
  for (std::size_t i = 0; i < study.cells.size(); ++i) {
    estimate::Summary summary = estimate::summarise(total.cells[i]);
    result.cells.push_back({study.cells[i].policy, std::move(total.cells[i]), std::move(summary)});
  }
  const auto pairs = compared_pairs(study);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    result.differences.push_back(
        {pairs[i].first, pairs[i].second, estimate::summarise(total.pairs[i])});
  }
  result.gates = judge_gates(study, result.cells);
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - began;
  result.timing = {elapsed.count(), threads};
  return result;
}

}  // namespace marginwalk::run
