#include "sim/run/block_loop.hpp"

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <exception>
#include <memory>
#include <mutex>
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

/// One block, none if stopped. Pipelines pass pointers from stage to stage without a copy; the next
/// stage owns it.
Block* replay(const BlockRunner& runner, std::uint64_t number, std::uint64_t paths,
              const BlockLoop& loop) {
  const std::uint64_t first = number * paths_per_block;
  auto block = std::make_unique<Block>();
  block->number = number;
  block->paths = paths_in(number, paths);
  std::optional<BlockTally> tally =
      runner(first, first + block->paths, loop.stop,
             loop.records == BlockLoop::Records::none ? nullptr : &block->records);
  if (!tally) return nullptr;
  block->tally = std::move(*tally);
  if (loop.records == BlockLoop::Records::packed) {
    for (const std::vector<PathRecord>& records : block->records) {
      block->packed.push_back(pack(number, block->packed.size(), to_columns(records)));
    }
  }
  return block.release();
}

bool run_pipeline(const BlockRunner& runner, std::uint64_t paths, unsigned threads,
                  const BlockLoop& loop) {
  constexpr std::size_t blocks_in_flight_per_thread = 4;
  std::atomic<bool> ended = false;
  bool complete = true;
  std::exception_ptr failure;  // told when no block is in flight, so that none is lost in between

  const auto hand_out = [&](tbb::flow_control& control) -> std::uint64_t {
    const bool stopped = ended || (loop.stop && *loop.stop);
    const std::optional<std::uint64_t> number = stopped ? std::nullopt : loop.next();
    if (!number) control.stop();
    return number.value_or(0);
  };
  const auto replayed = [&](std::uint64_t number) { return replay(runner, number, paths, loop); };
  const auto finish = [&](Block* passed) {
    const std::unique_ptr<Block> block(passed);
    complete = complete && block;
    if (!complete || failure) return;
    try {
      loop.finished(*block);
    } catch (...) {
      failure = std::current_exception();
      ended = true;
    }
  };
  seam();
  tbb::parallel_pipeline(
      blocks_in_flight_per_thread * threads,
      tbb::make_filter<void, std::uint64_t>(tbb::filter_mode::serial_in_order,
                                            between_seams(hand_out)) &
          tbb::make_filter<std::uint64_t, Block*>(tbb::filter_mode::parallel,
                                                  between_seams(replayed)) &
          tbb::make_filter<Block*, void>(tbb::filter_mode::serial_in_order, between_seams(finish)));
  seam();
  if (failure) std::rethrow_exception(failure);
  return complete && !(loop.stop && *loop.stop);
}

}  // namespace

unsigned thread_count(unsigned asked) {
  return asked > 0 ? asked : static_cast<unsigned>(tbb::info::default_concurrency());
}

bool run_blocks(const BlockRunner& runner, std::uint64_t paths, const BlockLoop& loop) {
  const unsigned threads = thread_count(loop.threads);
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  bool complete = false;
  arena.execute([&] { complete = run_pipeline(runner, paths, threads, loop); });
  return complete;
}

}  // namespace marginwalk::run
