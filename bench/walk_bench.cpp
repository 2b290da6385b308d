#include <benchmark/benchmark.h>

#include <cmath>

#include "bench/workloads.hpp"
#include "sim/replay/simple_walk.hpp"
#include "sim/run/block.hpp"

/// What a path costs: prices alone, and prices with the accounts that are walked along them, by the
/// simple replay on one thread. Times are per asset, step and path.
namespace marginwalk::bench {
namespace {

constexpr double asset_steps = 4 * 1440;

void report(benchmark::State& state, double paths) {
  using benchmark::Counter;
  state.counters["per_asset_step"] =
      Counter(paths * asset_steps, Counter::kIsRate | Counter::kInvert);
  state.counters["per_path"] = Counter(paths, Counter::kIsRate | Counter::kInvert);
}

void generation(benchmark::State& state) {
  const scenario::Study study = w1(medium);
  const replay::World world(study.market, study.clock, study.model, study.seed);
  replay::Day day(world);
  std::uint64_t path = 0;
  for (auto _ : state) {
    double sum = 0;
    replay::simple_walk(world, path++, day, [&](std::uint32_t, bool, core::Marks marks) {
      sum += marks.front().value();
    });
    benchmark::DoNotOptimize(sum);
  }
  report(state, static_cast<double>(path));
}

/// Fails unless a probability is within four standard errors of what is known.
bool agrees(benchmark::State& state, std::uint64_t count, std::uint64_t paths, double known) {
  const double standard_error = std::sqrt(known * (1 - known) / static_cast<double>(paths));
  const double estimate = static_cast<double>(count) / static_cast<double>(paths);
  if (std::abs(estimate - known) <= 4 * standard_error) return true;
  state.SkipWithError("the probability of liquidation is wrong");
  return false;
}

void simple_replay(benchmark::State& state, const Leverages& leverages) {
  constexpr std::uint64_t checked_paths = 3'000;
  constexpr std::uint64_t paths_per_iteration = 32;
  const scenario::Study study = w1(leverages);
  const run::BlockRunner runner(study);
  const auto check = runner(0, checked_paths, nullptr);
  if (!agrees(state, check->cells[0].liquidated, checked_paths, leverages.cross_probability) ||
      !agrees(state, check->cells[1].liquidated, checked_paths,
              leverages.any_isolated_probability)) {
    return;
  }
  std::uint64_t path = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(runner(path, path + paths_per_iteration, nullptr));
    path += paths_per_iteration;
  }
  report(state, static_cast<double>(path));
}

BENCHMARK(generation);
BENCHMARK_CAPTURE(simple_replay, calm, calm);
BENCHMARK_CAPTURE(simple_replay, medium, medium);
BENCHMARK_CAPTURE(simple_replay, high, high);

}  // namespace
}  // namespace marginwalk::bench

BENCHMARK_MAIN();
