#include "sim/estimate/tally.hpp"

#include <gtest/gtest.h>

#include "sim/estimate/summary.hpp"

namespace marginwalk::estimate::tally_test {
namespace {

constexpr std::uint32_t day = 86'400;

TEST(SurvivalGrid, HasAtMostSixtyWholePeriodsUpToTheHorizon) {
  struct Row {
    std::uint32_t step, horizon;
    std::uint32_t period;
    std::size_t periods;
  };
  for (const Row& row : {
           Row{60, 60, 60, 1},
           Row{60, 3'600, 60, 60},
           Row{60, 3'660, 120, 31},
           Row{60, 30 * day, day / 2, 60},
           Row{day, 61 * day, 2 * day, 31},
       }) {
    const SurvivalGrid grid(row.step, row.horizon);
    EXPECT_EQ(grid.period, row.period) << row.horizon;
    EXPECT_EQ(grid.periods(), row.periods) << row.horizon;
    EXPECT_EQ(grid.end_of(0), row.period) << row.horizon;
    EXPECT_EQ(grid.end_of(grid.periods() - 1), row.horizon) << row.horizon;
  }
}

TEST(Tally, HoldsTheMarginLevelOfATrifle) {
  replay::Outcome outcome;
  outcome.start_equity = outcome.terminal_equity = core::Money(1'000);
  outcome.extremes = replay::PathExtremes{0, 1e25};
  Tally tally(SurvivalGrid(60, 3'600), 1);
  tally.add(outcome);
  EXPECT_EQ(summarise(tally).least_margin_level.mean->estimate, highest_margin_level);
}

}  // namespace
}  // namespace marginwalk::estimate::tally_test
