#include "sim/run/until_precise.hpp"

#include <gtest/gtest.h>

#include <random>

#include "sim/estimate/proportion.hpp"
#include "sim/report/json.hpp"
#include "sim/run/looks.hpp"
#include "sim/run/run_study.hpp"
#include "sim/scenario/load_study.hpp"

namespace marginwalk::run::until_precise_test {
namespace {

using End = PrecisionResult::End;

TEST(Looks, AreHalfAsManyBlocksAgainEach) {
  EXPECT_EQ(looks(30'000),
            (std::vector<std::uint64_t>{16 * 256, 24 * 256, 36 * 256, 54 * 256, 81 * 256, 30'000}));
  EXPECT_EQ(looks(100), std::vector<std::uint64_t>{100});
  EXPECT_EQ(looks(16 * 256), std::vector<std::uint64_t>{16 * 256});
  EXPECT_EQ(looks(10'000'000).size(), 21U);
}

/// One cell that asks for its probability of liquidation.
scenario::Study asking(estimate::Tolerance tolerance, std::uint64_t at_most) {
  scenario::Study study;
  study.paths = at_most;
  study.cells.emplace_back();
  study.precision.emplace();
  study.precision->targets.push_back(
      {{&estimate::measures().front(), {}}, scenario::PrecisionTarget::Of::cells, tolerance});
  return study;
}

/// A sample of coins instead of accounts.
struct Coins {
  explicit Coins(double chance) : probability(chance) {}

  std::function<bool(std::uint64_t, std::uint64_t)> add(std::mt19937_64& random) {
    return [&](std::uint64_t first, std::uint64_t end) {
      const std::uint64_t liquidated =
          std::binomial_distribution<std::uint64_t>(end - first, probability)(random);
      total.cells[0].paths += end - first;
      total.cells[0].liquidated += liquidated;
      total.cells[0].liquidated_in_period[0] += liquidated;
      return true;
    };
  }

  double probability;
  BlockTally total{{estimate::Tally(estimate::SurvivalGrid(60, 60), 0)}, {}};
};

double no_time() { return 0; }

/// How often the interval that a run ends with holds the truth, in 10,000 runs.
double coverage(double probability, estimate::Tolerance tolerance) {
  const scenario::Study study = asking(tolerance, 1'000'000);
  std::mt19937_64 random(1965);
  constexpr int runs = 10'000;
  int covered = 0;
  for (int i = 0; i < runs; ++i) {
    Coins coins(probability);
    const auto result = run_until_precise(study, coins.total, {coins.add(random), no_time, {}});
    EXPECT_EQ(result->end, End::precise);
    const estimate::Estimate& told = *result->worst.value;
    covered += *told.low <= probability && probability <= *told.high;
  }
  return static_cast<double>(covered) / runs;
}

// With intervals of 95 % at each look the first one is at 94.0 %.
TEST(UntilPreciseSlow, IntervalsHoldTheTruthAsOftenAsTheySay) {
  EXPECT_GE(coverage(0.0121, {0.1, true}), 0.945);
  EXPECT_GE(coverage(0.00094, {0.001, false}), 0.945);
  EXPECT_GE(coverage(0.2389, {0.01, false}), 0.945);
  EXPECT_GE(coverage(0.007355, {0.2, true}), 0.945);
}

TEST(UntilPrecise, EndsWhereTheLastWidthIsSmallEnough) {
  const estimate::Tolerance tolerance{0.005, false};
  const scenario::Study study = asking(tolerance, 1'000'000);
  std::mt19937_64 random(3);
  Coins coins(0.2);
  std::vector<std::uint64_t> expected;
  const auto result = run_until_precise(
      study, coins.total,
      {coins.add(random), no_time, [&](std::uint64_t paths) { expected.push_back(paths); }});
  const estimate::Tally& tally = coins.total.cells[0];
  EXPECT_EQ(result->end, End::precise);
  EXPECT_EQ(tally.paths, looks(1'000'000)[result->looks - 1]);
  const auto told = estimate::proportion(tally.liquidated, tally.paths, 0.975);
  EXPECT_EQ(result->worst.value->high, told.high);
  EXPECT_LE(*told.high - told.estimate, 0.005);
  // z^2 p (1 - p) / h^2 = 32,154 paths; the look above that was foreseen at the first one.
  EXPECT_EQ(tally.paths, 183 * 256U);
  EXPECT_EQ(expected, std::vector<std::uint64_t>(result->looks - 1, tally.paths));
}

TEST(UntilPrecise, EndsAtTheLimitOfPathsAndSaysSo) {
  const scenario::Study study = asking({0.001, false}, 5'000);
  std::mt19937_64 random(3);
  Coins coins(0.2);
  const auto result = run_until_precise(study, coins.total, {coins.add(random), no_time, {}});
  EXPECT_EQ(result->end, End::paths);
  EXPECT_EQ(coins.total.cells[0].paths, 5'000U);
  EXPECT_GT(result->worst.imprecision, 1);
}

TEST(UntilPrecise, EndsAtTheLastLookBeforeTheTimeLimit) {
  scenario::Study study = asking({0.001, false}, 1'000'000);
  study.precision->at_most_seconds = 60;
  std::mt19937_64 random(3);
  Coins coins(0.2);
  // A thousand paths a second: 54 blocks take 14 s, 276 take 71 s.
  const auto elapsed = [&] { return static_cast<double>(coins.total.cells[0].paths) / 1'000; };
  const auto result = run_until_precise(study, coins.total, {coins.add(random), elapsed, {}});
  EXPECT_EQ(result->end, End::time);
  EXPECT_EQ(coins.total.cells[0].paths, 183 * 256U);
}

/// Interrupted between two looks: the time so far was that of all paths, not of those at the look.
TEST(UntilPrecise, GoesOnAtThePaceOfAllPathsThatAreThere) {
  scenario::Study study = asking({0.001, false}, 1'000'000);
  study.precision->at_most_seconds = 73;
  Coins coins(0.2);
  estimate::Tally& tally = coins.total.cells[0];
  const auto reach = [&](std::uint64_t paths) {
    tally.paths = paths;
    tally.liquidated = tally.liquidated_in_period[0] = paths / 5;
  };
  reach(200 * 256);  // 51 s at a thousand paths a second; the next looks take 70 s and 106 s
  const auto add = [&](std::uint64_t, std::uint64_t end) { return reach(end), true; };
  const auto elapsed = [&] { return static_cast<double>(tally.paths) / 1'000; };
  const auto result = run_until_precise(study, coins.total, {add, elapsed, {}, 200 * 256});
  EXPECT_EQ(result->end, End::time);
  EXPECT_EQ(tally.paths, 275 * 256U);
}

TEST(UntilPrecise, StoppedRunGivesNothing) {
  const scenario::Study study = asking({0.001, false}, 5'000);
  Coins coins(0.2);
  const auto add = [](std::uint64_t, std::uint64_t) { return false; };
  EXPECT_FALSE(run_until_precise(study, coins.total, {add, no_time, {}}));
}

scenario::Study hedged_pair(std::vector<scenario::Setting> settings) {
  settings.push_back({"step", "1h"});
  settings.push_back({"horizon", "7d"});
  return scenario::load_study(MARGINWALK_SOURCE_DIR "/scenarios/hedged-pair.yaml", settings);
}

std::string json_without_timing(const Result& result) {
  auto json = report::to_json(result);
  json.erase("timing");
  return json.dump(1);
}

TEST(UntilPrecise, AnyNumberOfThreadsEndsAtTheSamePath) {
  const scenario::Study study = hedged_pair({{"precision.liquidated", "1.2%"}});
  const Result one = *run_study(study, {1, {}, nullptr, {}});
  EXPECT_EQ(one.precision->end, End::precise);
  EXPECT_GT(one.precision->looks, 1U);
  EXPECT_EQ(json_without_timing(one), json_without_timing(*run_study(study, {3, {}, nullptr, {}})));
  // The paths are those of a run of that length, and the sums are made in the same order.
  const Result plain = *run_study(hedged_pair({{"paths", std::to_string(one.study.paths)}}));
  for (std::size_t i = 0; i < plain.cells.size(); ++i) {
    EXPECT_EQ(plain.cells[i].tally.liquidated, one.cells[i].tally.liquidated);
    EXPECT_EQ(plain.cells[i].tally.pnl_at_mark.mean, one.cells[i].tally.pnl_at_mark.mean);
  }
}

TEST(UntilPrecise, OfPairsLooksAtDifferences) {
  const scenario::Study study =
      hedged_pair({{"precision.liquidated", "{half_width: 1.2%, of: pairs}"}});
  const Result result = *run_study(study);
  EXPECT_EQ(result.precision->end, End::precise);
  for (const DifferenceResult& each : result.differences) {
    const estimate::Estimate& told = each.difference.liquidated;
    EXPECT_LE(*told.high - told.estimate, 0.012);
    EXPECT_LE(told.estimate - *told.low, 0.012);
  }
}

}  // namespace
}  // namespace marginwalk::run::until_precise_test
