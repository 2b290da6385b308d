#include <gtest/gtest.h>

#include <map>

#include "sim/replay/simple_walk.hpp"
#include "sim/report/json.hpp"
#include "sim/run/block.hpp"
#include "sim/run/run_study.hpp"
#include "sim/scenario/load_study.hpp"
#include "tests/support/random_study.hpp"

/// The same question gives the same answer, whoever computes it.
namespace marginwalk::reproducibility_test {
namespace {

std::string json_without_timing(const scenario::Study& study, unsigned threads) {
  auto json = report::to_json(*run::run_study(study, {threads, {}, nullptr}));
  json.erase("timing");
  return json.dump(1);
}

TEST(Reproducibility, AnyNumberOfThreadsGivesTheSameBytes) {
  scenario::Study study = test::random_study(8);
  study.paths = 3 * run::paths_per_block + 17;
  study.clock.step = 3600;
  study.clock.horizon = 86'400;
  const std::string one = json_without_timing(study, 1);
  EXPECT_EQ(one, json_without_timing(study, 1));
  EXPECT_EQ(one, json_without_timing(study, 2));
  EXPECT_EQ(one, json_without_timing(study, 7));
}

/// Marks of the first contract by time.
std::map<std::uint32_t, double> prices(scenario::Study study, std::uint32_t step,
                                       std::uint32_t horizon, std::uint64_t path) {
  study.clock.step = step;
  study.clock.horizon = horizon;
  const replay::World world(study.home().market, study.clock, study.model, study.seed);
  replay::Day day(world);
  std::map<std::uint32_t, double> found;
  replay::simple_walk(world, path, day,
                      [&](std::uint32_t seconds, const replay::Stamp&, core::Marks marks) {
                        found[seconds] = marks.back().value();
                      });
  return found;
}

TEST(Reproducibility, StepsAndHorizonsSeeTheSameWorld) {
  const scenario::Study study = test::random_study(9);
  constexpr std::uint32_t day = 86'400;
  const auto minutes = prices(study, 60, 3 * day, 5);
  for (const auto& [seconds, price] : prices(study, 3600, 3 * day, 5)) {
    EXPECT_EQ(price, minutes.at(seconds)) << seconds;
  }
  const auto month = prices(study, 3600, 30 * day, 5);
  const auto quarter = prices(study, 3600, 90 * day, 5);
  EXPECT_EQ(month.size(), 720U);
  for (const auto& [seconds, price] : month) EXPECT_EQ(price, quarter.at(seconds)) << seconds;
}

TEST(Reproducibility, OnePathReplayedAloneEqualsTheRun) {
  const scenario::Study study = test::random_study(10);
  const run::BlockRunner runner(study);
  // The first paths of a run are walked simply, later ones from coarse to fine.
  for (const std::uint64_t first : {std::uint64_t{0}, 2 * run::paths_with_extremes}) {
    const auto tally = runner(first, first + 40, nullptr);
    for (std::size_t cell = 0; cell < study.cells.size(); ++cell) {
      estimate::Tally alone = runner.empty_tally().cells[cell];
      for (std::uint64_t path = first; path < first + 40; ++path) {
        replay::EventLog log;
        alone.add(runner.replay_one(cell, path, log));
      }
      EXPECT_EQ(alone.liquidated, tally->cells[cell].liquidated);
      EXPECT_EQ(alone.terminal_equity.moments.mean,
                tally->cells[cell].terminal_equity.moments.mean);
      EXPECT_EQ(alone.time_to_liquidation.moments.mean,
                tally->cells[cell].time_to_liquidation.moments.mean);
      EXPECT_EQ(alone.funding.mean, tally->cells[cell].funding.mean);
    }
  }
}

TEST(Reproducibility, StoppedRunGivesNothing) {
  const scenario::Study study = test::random_study(11);
  const std::atomic<bool> stop{true};
  EXPECT_FALSE(run::run_study(study, {2, {}, &stop}));
}

TEST(Reproducibility, OrderOfContractsMeansNothing) {
  const std::string folder = MARGINWALK_SOURCE_DIR "/scenarios/";
  const std::vector<scenario::Setting> small{{"paths", "50"}, {"step", "1h"}};
  scenario::Study study = scenario::load_study(folder + "hedged-pair.yaml", small);
  std::vector<scenario::Setting> swapped = small;
  swapped.push_back({"account.positions.0.contract", "ETH-PERP"});
  swapped.push_back({"account.positions.0.side", "long"});
  swapped.push_back({"account.positions.1.contract", "BTC-PERP"});
  swapped.push_back({"account.positions.1.side", "short"});
  scenario::Study permuted = scenario::load_study(folder + "hedged-pair.yaml", swapped);
  permuted.sources = study.sources;
  EXPECT_EQ(json_without_timing(study, 2), json_without_timing(permuted, 2));
}

}  // namespace
}  // namespace marginwalk::reproducibility_test
