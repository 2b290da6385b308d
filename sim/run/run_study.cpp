#include "sim/run/run_study.hpp"

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/task_arena.h>

#include <chrono>
#include <utility>

#include "sim/run/block.hpp"
#include "sim/run/comparisons.hpp"
#include "sim/run/digest.hpp"
#include "sim/run/gates.hpp"
#include "sim/run/run_blocks.hpp"
#include "sim/run/until_precise.hpp"

namespace marginwalk::run {
namespace {

class Watch {
 public:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
  }

 private:
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

/// All outcomes of a study, and how it came to its number of paths.
struct Sample {
  BlockTally total;
  std::optional<PrecisionResult> precision{};
};

std::optional<Sample> draw(const scenario::Study& study, unsigned threads,
                           const RunOptions& options, const Watch& watch) {
  const BlockRunner runner(study);
  Sample sample{runner.empty_tally()};
  const auto add = [&](std::uint64_t first, std::uint64_t end) {
    return run_blocks(runner, {first, end}, threads, options, sample.total);
  };
  bool complete = false;
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  arena.execute([&] {
    if (!study.precision) {
      complete = add(0, study.paths);
      return;
    }
    sample.precision = run_until_precise(study, sample.total,
                                         {add, [&] { return watch.seconds(); }, options.expect});
    complete = sample.precision.has_value();
  });
  return complete ? std::optional(std::move(sample)) : std::nullopt;
}

}  // namespace

std::optional<Result> run_study(const scenario::Study& study, const RunOptions& options) {
  const Watch watch;
  const unsigned threads = options.threads > 0
                               ? options.threads
                               : static_cast<unsigned>(tbb::info::default_concurrency());
  std::optional<Sample> sample = draw(study, threads, options, watch);
  if (!sample) return std::nullopt;

  Result result{study, input_sha256(study.sources), {}, {}, {}, {}, sample->precision, {}};
  result.study.paths = sample->total.cells.front().paths;
  result.differences = compare(study, sample->total);
  result.ranks = ranks(study.cells.size(), result.differences, 1 - interval_level(study));
  for (std::size_t i = 0; i < study.cells.size(); ++i) {
    estimate::Tally& tally = sample->total.cells[i];
    estimate::Summary summary = estimate::summarise(tally, interval_level(study));
    result.cells.push_back({study.cells[i].policy, std::move(tally), std::move(summary)});
  }
  result.gates = judge_gates(study, result.cells);
  result.timing = {watch.seconds(), threads};
  return result;
}

}  // namespace marginwalk::run
