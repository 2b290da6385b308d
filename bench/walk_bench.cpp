#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>

#include "bench/workloads.hpp"
#include "sim/replay/coarse_walk.hpp"
#include "sim/replay/full_walk.hpp"
#include "sim/replay/simple_walk.hpp"
#include "sim/scenario/study.hpp"

/// What a path costs: prices alone, and prices with the accounts that are walked along them, on one
/// thread: at every stop, and from coarse to fine. Times are per asset, step and path.
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
  const replay::World world(study.home().market, study.clock, study.model, study.seed);
  replay::Day day(world);
  std::uint64_t path = 0;
  for (auto _ : state) {
    double sum = 0;
    replay::simple_walk(world, path++, day,
                        [&](std::uint32_t, const replay::Stamp&, core::Marks marks) {
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

std::vector<replay::Trader> traders_of(const scenario::Study& study) {
  std::vector<replay::Trader> traders;
  for (const scenario::Cell& cell : study.cells) {
    traders.push_back(replay::make_trader(cell.account, cell.conduct));
  }
  return traders;
}

/// The accounts of a study and what they are walked along.
class Walker {
 public:
  explicit Walker(const scenario::Study& study)
      : world_(study.home().market, study.clock, study.model, study.seed),
        terms_(replay::make_terms(study.home().venue, study.home().market, study.model.shocks,
                                  study.wiped_out_share, study.seed)),
        traders_(traders_of(study)),
        coarse_(world_, terms_, traders_, study.bridge_error_bound),
        full_(world_, terms_, traders_, false),
        day_(world_),
        outcomes_(traders_.size()) {
    for (const replay::Trader& trader : traders_) trials_.emplace_back(terms_, trader);
  }

  void simply(std::uint64_t path) {
    for (replay::Trial& trial : trials_) trial.begin(path);
    replay::simple_walk(world_, path, day_,
                        [&](std::uint32_t seconds, const replay::Stamp& stamp, core::Marks marks) {
                          for (replay::Trial& trial : trials_) trial.visit(seconds, stamp, marks);
                        });
    for (std::size_t i = 0; i < trials_.size(); ++i) outcomes_[i] = trials_[i].finish();
  }

  void coarsely(std::uint64_t path) {
    if (path % random::lanes == 0) coarse_(path);
    for (std::size_t i = 0; i < trials_.size(); ++i) {
      outcomes_[i] = coarse_.outcome(i, path % random::lanes);
    }
  }

  void fully(std::uint64_t path) {
    if (path % random::lanes == 0) full_(path);
    for (std::size_t i = 0; i < traders_.size(); ++i) {
      outcomes_[i] = full_.outcome(i, path % random::lanes);
    }
  }

  /// What the path walked last did, by cell.
  [[nodiscard]] const std::vector<replay::Outcome>& outcomes() const { return outcomes_; }

  /// Whether the account of a cell was liquidated on the path walked last.
  [[nodiscard]] bool liquidated(std::size_t cell) const { return outcomes_[cell].liquidated(); }

 private:
  replay::World world_;
  replay::Terms terms_;
  std::vector<replay::Trader> traders_;
  replay::CoarseWalk coarse_;
  replay::FullWalk full_;
  replay::Day day_;
  std::vector<replay::Trial> trials_;
  std::vector<replay::Outcome> outcomes_;
};

/// Whether two walks agree on what decides: when, and what was left.
bool same(const replay::Outcome& a, const replay::Outcome& b) {
  return a.liquidation_time == b.liquidation_time && a.terminal_equity == b.terminal_equity &&
         a.ledger.funding == b.ledger.funding && a.wiped_out == b.wiped_out;
}

using Walk = void (Walker::*)(std::uint64_t path);

void walk(benchmark::State& state, Walk walk_path, const Leverages& leverages) {
  constexpr std::uint64_t checked_paths = 3'008;  // a multiple of sixteen
  const scenario::Study study = w1(leverages);
  Walker walker(study);
  std::uint64_t cross = 0;
  std::uint64_t isolated = 0;
  std::uint64_t path = 0;
  for (; path < checked_paths; ++path) {
    (walker.*walk_path)(path);
    cross += walker.liquidated(0);
    isolated += walker.liquidated(1);
  }
  if (!agrees(state, cross, path, leverages.cross_probability) ||
      !agrees(state, isolated, path, leverages.any_isolated_probability)) {
    return;
  }
  for (auto _ : state) (walker.*walk_path)(path++);
  report(state, static_cast<double>(path - checked_paths));
}

/// Thirty days, once a few paths of them have been found equal to the simple walk.
void month(benchmark::State& state, Walk walk_path, scenario::Study (*make)()) {
  const scenario::Study study = make();
  Walker walker(study);
  for (std::uint64_t path = 0; path < random::lanes; ++path) {
    (walker.*walk_path)(path);
    const std::vector<replay::Outcome> fast = walker.outcomes();
    walker.simply(path);
    if (!std::equal(fast.begin(), fast.end(), walker.outcomes().begin(), same)) {
      state.SkipWithError("the walks differ");
      return;
    }
  }
  std::uint64_t path = random::lanes;
  std::vector<std::uint64_t> liquidated(study.cells.size());
  for (auto _ : state) {
    (walker.*walk_path)(path++);
    for (std::size_t i = 0; i < liquidated.size(); ++i) liquidated[i] += walker.liquidated(i);
  }
  const auto paths = static_cast<double>(path - random::lanes);
  using benchmark::Counter;
  const double asset_steps_per_path =
      30 * 1440 * static_cast<double>(study.home().market.assets.size());
  state.counters["per_asset_step"] =
      Counter(paths * asset_steps_per_path, Counter::kIsRate | Counter::kInvert);
  state.counters["per_path"] = Counter(paths, Counter::kIsRate | Counter::kInvert);
  const auto [least, most] = std::minmax_element(liquidated.begin(), liquidated.end());
  state.counters["least_percent"] = 100 * static_cast<double>(*least) / paths;
  state.counters["most_percent"] = 100 * static_cast<double>(*most) / paths;
}

#define MARGINWALK_MONTH(name, make)                                \
  BENCHMARK_CAPTURE(month, name / coarse, &Walker::coarsely, make); \
  BENCHMARK_CAPTURE(month, name / full, &Walker::fully, make)

#define MARGINWALK_DAY(leverages)                                            \
  BENCHMARK_CAPTURE(walk, coarse / leverages, &Walker::coarsely, leverages); \
  BENCHMARK_CAPTURE(walk, full / leverages, &Walker::fully, leverages);      \
  BENCHMARK_CAPTURE(walk, simple / leverages, &Walker::simply, leverages)

BENCHMARK(generation);
MARGINWALK_MONTH(W30, w30);
MARGINWALK_MONTH(W30 - low, w30_low);
MARGINWALK_MONTH(W30 - one, w30_one);
MARGINWALK_MONTH(W30 - ladder, w30_ladder);
MARGINWALK_MONTH(W30 - books, w30_books);
MARGINWALK_MONTH(W30 - jump, w30_jump);
MARGINWALK_MONTH(W30 - svcj, w30_svcj);
MARGINWALK_MONTH(W30 - garch, w30_garch);
MARGINWALK_MONTH(W30 - garch - hour, w30_garch_hour);
MARGINWALK_MONTH(W30 - regimes, w30_regimes);
MARGINWALK_MONTH(W40x, w40x);
MARGINWALK_DAY(calm);
MARGINWALK_DAY(medium);
MARGINWALK_DAY(high);

}  // namespace
}  // namespace marginwalk::bench

BENCHMARK_MAIN();
