#include "sim/replay/crossing_walk.hpp"

#include <gtest/gtest.h>

#include "sim/replay/simple_walk.hpp"
#include "tests/support/random_study.hpp"

/// The walk that knows what lies between stops sees, at the stops, what every walk sees.
namespace marginwalk::replay::crossing_walk_test {
namespace {

struct Counts {
  int outcomes = 0, liquidated = 0, between = 0;
};

void compare(const scenario::Study& study, std::uint64_t paths, Counts& counts) {
  const Market& market = study.home().market;
  std::vector<Trader> traders;
  for (const scenario::Cell& cell : study.cells) traders.push_back({cell.account, cell.conduct});
  const World world(market, study.clock, study.model, study.seed, reviews_of(traders));
  const Terms terms =
      make_terms(study.home().venue, market, study.model.shocks, study.wiped_out_share, study.seed);
  CrossingWalk walk(world, terms, traders);
  Day day(world);
  for (std::uint64_t path = 0; path < paths; ++path) {
    walk(path);
    for (std::size_t i = 0; i < traders.size(); ++i) {
      Trial trial(terms, traders[i]);
      trial.begin(path, false);
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

/// One study's walk, at a step of its own.
class AtStep {
 public:
  AtStep(const scenario::Study& study, std::uint32_t step)
      : world_(study.home().market, with_step(study.clock, step), study.model, study.seed,
               reviews_of(traders_of(study))),
        terms_(make_terms(study.home().venue, study.home().market, study.model.shocks,
                          study.wiped_out_share, study.seed)),
        traders_(traders_of(study)),
        walk_(world_, terms_, traders_) {}

  CrossingWalk& operator()(std::uint64_t path) {
    walk_(path);
    return walk_;
  }

 private:
  static Clock with_step(Clock clock, std::uint32_t step) {
    clock.step = step;
    clock.horizon = 3 * 86'400;
    return clock;
  }
  static std::vector<Trader> traders_of(const scenario::Study& study) {
    std::vector<Trader> traders;
    for (const scenario::Cell& cell : study.cells) {
      traders.push_back(make_trader(cell.account, cell.conduct));
    }
    return traders;
  }

  World world_;
  Terms terms_;
  std::vector<Trader> traders_;
  CrossingWalk walk_;
};

/// Books are looked at by the minute wherever it matters, whatever the step: so what would happen
/// without pause does not depend on it, path by path.
TEST(CrossingWalk, WithoutPauseTheStepOfABookMeansNothing) {
  int books = 0, touched = 0;
  for (std::uint64_t number = 0; number < 60; ++number) {
    scenario::Study study = test::random_study(number);
    for (scenario::Cell& cell : study.cells) cell.conduct.rules.clear();  // they act at stops
    // What is deleveraged may leave one position, which is not looked at by the minute.
    if (study.cells[0].account.positions.size() < 2 || study.home().market.insurance_fund) continue;
    ++books;
    AtStep by_day(study, 86'400);
    AtStep by_minute(study, 60);
    for (std::uint64_t path = 0; path < 6; ++path) {
      const CrossingWalk& day = by_day(path);
      const CrossingWalk& minute = by_minute(path);
      for (std::size_t i = 0; i < study.cells.size(); ++i) {
        EXPECT_NEAR(day.probability(i), minute.probability(i), 1e-9) << study.name << " " << path;
        touched += !day.liquidated(i) && day.probability(i) > 0.5;
      }
    }
  }
  EXPECT_GT(books, 10);
  EXPECT_GT(touched, 5);
}

TEST(CrossingWalkSlow, SeesTheLiquidationsOfTheSimpleWalk) {
  Counts counts;
  for (std::uint64_t number = 3000; number < 3300; ++number) {
    compare(test::random_study(number), 20, counts);
  }
}

}  // namespace
}  // namespace marginwalk::replay::crossing_walk_test
