#include "sim/run/run_study.hpp"

#include <chrono>
#include <utility>

#include "sim/run/block_loop.hpp"
#include "sim/run/claims.hpp"
#include "sim/run/comparisons.hpp"
#include "sim/run/digest.hpp"
#include "sim/run/gates.hpp"
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
struct Drawn {
  BlockTally total;
  std::optional<PrecisionResult> precision{};
};

std::optional<Drawn> draw(const scenario::Study& study, const RunOptions& options,
                          const Watch& watch) {
  const BlockRunner runner(study, options.extremes, options.jump_cells);
  Drawn drawn{runner.empty_tally()};
  const auto add = [&](std::uint64_t first, std::uint64_t end) {
    std::uint64_t next = first / paths_per_block;
    std::uint64_t done = first;
    BlockLoop loop;
    loop.threads = options.threads;
    loop.stop = options.stop;
    loop.next = [&] { return next < blocks_of(end) ? std::optional(next++) : std::nullopt; };
    loop.finished = [&](const Block& block) {
      drawn.total.merge(block.tally);
      done += block.paths;
      if (options.progress) options.progress(done);
    };
    return run_blocks(runner, end, loop);
  };
  if (!study.precision) {
    return add(0, study.paths) ? std::optional(std::move(drawn)) : std::nullopt;
  }
  drawn.precision =
      run_until_precise(study, drawn.total, {add, [&] { return watch.seconds(); }, options.expect});
  return drawn.precision ? std::optional(std::move(drawn)) : std::nullopt;
}

}  // namespace

Result make_result(const scenario::Study& study, BlockTally total) {
  Result result{study, input_sha256(study.sources), {}, {}, {}, {}, {}, {}, {}};
  result.study.paths = total.cells.front().paths;
  result.differences = compare(study, total);
  result.ranks = ranks(study.cells.size(), result.differences, 1 - interval_level(study));
  result.claims = judge_claims(study, total);
  for (const estimate::GroupTally& group : total.groups.groups) {
    result.groups.push_back(estimate::summarise(group, interval_level(study)));
  }
  for (std::size_t i = 0; i < study.cells.size(); ++i) {
    estimate::Tally& tally = total.cells[i];
    estimate::Summary summary = estimate::summarise(tally, interval_level(study));
    result.cells.push_back({study.cells[i].policy, std::move(tally), std::move(summary)});
  }
  result.gates = judge_gates(study, result.cells);
  return result;
}

std::optional<Result> run_study(const scenario::Study& study, const RunOptions& options) {
  const Watch watch;
  std::optional<Drawn> drawn = draw(study, options, watch);
  if (!drawn) return std::nullopt;
  Result result = make_result(study, std::move(drawn->total));
  result.precision = drawn->precision;
  result.timing = {watch.seconds(), thread_count(options.threads)};
  return result;
}

}  // namespace marginwalk::run
