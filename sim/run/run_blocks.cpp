#include "sim/run/run_blocks.hpp"

#include <tbb/parallel_pipeline.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

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

}  // namespace

bool run_blocks(const BlockRunner& runner, PathRange paths, unsigned threads,
                const RunOptions& options, BlockTally& total) {
  constexpr std::size_t blocks_in_flight_per_thread = 4;
  std::uint64_t next = paths.first;
  std::uint64_t merged = paths.first;
  bool complete = true;

  const auto hand_out = [&](tbb::flow_control& control) {
    const std::uint64_t first = next;
    if (first >= paths.end || (options.stop && *options.stop)) control.stop();
    next = std::min(first + paths_per_block, paths.end);
    return first;
  };
  const auto replay = [&](std::uint64_t first) {
    const std::uint64_t end = std::min(first + paths_per_block, paths.end);
    std::optional<BlockTally> tally = runner(first, end, options.stop);
    // Pipelines pass pointers from stage to stage without a copy; the next stage owns it.
    return tally ? new BlockTally(std::move(*tally)) : nullptr;
  };
  const auto merge = [&](BlockTally* passed) {
    const std::unique_ptr<BlockTally> block(passed);
    complete = complete && block;
    if (!complete) return;
    total.merge(*block);
    merged = std::min(merged + paths_per_block, paths.end);
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

}  // namespace marginwalk::run
