#include "sim/run/run_study.hpp"

#include <chrono>
#include <utility>

#include "sim/run/block_loop.hpp"
#include "sim/run/digest.hpp"

namespace marginwalk::run {

Result make_result(const scenario::Study& study, BlockTally total) {
  Result result{study, input_sha256(study.sources), {}, {}, {}};
  for (std::size_t i = 0; i < study.cells.size(); ++i) {
    estimate::Summary summary = estimate::summarise(total.cells[i]);
    result.cells.push_back({study.cells[i].policy, std::move(total.cells[i]), std::move(summary)});
  }
  const auto pairs = compared_pairs(study);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    result.differences.push_back(
        {pairs[i].first, pairs[i].second, estimate::summarise(total.pairs[i])});
  }
  return result;
}

std::optional<Result> run_study(const scenario::Study& study, const RunOptions& options) {
  const auto began = std::chrono::steady_clock::now();
  const BlockRunner runner(study, options.extremes);
  BlockTally total = runner.empty_tally();
  std::uint64_t next = 0;
  std::uint64_t done = 0;
  BlockLoop loop;
  loop.threads = options.threads;
  loop.stop = options.stop;
  loop.next = [&] { return next < blocks_of(study.paths) ? std::optional(next++) : std::nullopt; };
  loop.finished = [&](const Block& block) {
    total.merge(block.tally);
    done += block.paths;
    if (options.progress) options.progress(done);
  };
  if (!run_blocks(runner, study.paths, loop)) return std::nullopt;

  Result result = make_result(study, std::move(total));
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - began;
  result.timing = {elapsed.count(), thread_count(options.threads)};
  return result;
}

}  // namespace marginwalk::run
