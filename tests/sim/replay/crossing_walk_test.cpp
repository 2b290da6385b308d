#include "sim/replay/crossing_walk.hpp"

#include <gtest/gtest.h>

#include "sim/replay/simple_walk.hpp"
#include "tests/support/random_study.hpp"

/// The walk that knows what lies between stops sees, at the stops, what every walk sees.
namespace marginwalk::replay {
namespace {

struct Counts {
  int outcomes = 0, liquidated = 0, between = 0;
};

void compare(const scenario::Study& study, std::uint64_t paths, Counts& counts) {
  const Market& market = study.home().market;
  const World world(market, study.clock, study.model, study.seed);
  const Terms terms{&study.home().venue, &market, start_marks(market), study.wiped_out_share};
  std::vector<Trader> traders;
  for (const scenario::Cell& cell : study.cells) traders.push_back({cell.account, cell.conduct});
  CrossingWalk walk(world, terms, traders);
  Day day(world);
  for (std::uint64_t path = 0; path < paths; ++path) {
    walk(path);
    for (std::size_t i = 0; i < traders.size(); ++i) {
      Trial trial(terms, traders[i]);
      trial.begin(false);
      simple_walk(world, path, day,
                  [&](std::uint32_t seconds, const Stamp& stamp, core::Marks marks) {
                    trial.visit(seconds, stamp, marks);
                  });
      const bool liquidated = trial.finish().liquidated();
      EXPECT_EQ(walk.liquidated(i), liquidated) << study.name << " " << path << " " << i;
      EXPECT_GE(walk.probability(i), liquidated);
      EXPECT_LE(walk.probability(i), 1);
      ++counts.outcomes;
      counts.liquidated += liquidated;
      counts.between += walk.probability(i) > liquidated + 1e-3;
    }
  }
}

TEST(CrossingWalk, SeesTheLiquidationsOfTheSimpleWalk) {
  Counts counts;
  for (std::uint64_t number = 0; number < 40; ++number) {
    compare(test::random_study(number), 6, counts);
  }
  EXPECT_GT(counts.liquidated, counts.outcomes / 20);
  EXPECT_GT(counts.between, counts.outcomes / 100);
}

TEST(CrossingWalkSlow, SeesTheLiquidationsOfTheSimpleWalk) {
  Counts counts;
  for (std::uint64_t number = 3000; number < 3300; ++number) {
    compare(test::random_study(number), 20, counts);
  }
}

}  // namespace
}  // namespace marginwalk::replay
