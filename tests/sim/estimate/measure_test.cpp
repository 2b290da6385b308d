#include "sim/estimate/measure.hpp"

#include <gtest/gtest.h>

namespace marginwalk::estimate {
namespace {

/// A summary of one path on which nothing happened.
Summary quiet() {
  Tally tally(SurvivalGrid(60, 3'600), 0);
  replay::Outcome outcome;
  outcome.start_equity = core::Money(1'000);
  outcome.terminal_equity = core::Money(900);
  tally.add(outcome);
  return summarise(tally);
}

TEST(Measures, EveryLevelIsOneOfTheSummary) {
  const Summary summary = quiet();
  for (const Measure& measure : measures()) {
    ASSERT_TRUE(measure.plain || measure.by_level) << measure.name;
    EXPECT_EQ(measure.by_level != nullptr, !measure.levels.empty()) << measure.name;
    if (!measure.by_level) continue;
    const std::vector<AtLevel>& told = measure.by_level(summary);
    ASSERT_EQ(told.size(), measure.levels.size()) << measure.name;
    for (std::size_t i = 0; i < told.size(); ++i) EXPECT_EQ(told[i].level, measure.levels[i]);
  }
}

TEST(Figures, AreThoseOfTheSummary) {
  const Summary summary = quiet();
  for (const Measure& measure : measures()) {
    if (measure.name == "liquidated") {
      EXPECT_EQ((Figure{&measure, {}}.of(summary)->high), summary.liquidated.high);
    } else if (measure.name == "terminal_equity") {
      EXPECT_EQ((Figure{&measure, {}}.of(summary)->estimate), 900);
      EXPECT_NEAR((Figure{&measure, 0.05}.of(summary)->estimate), 900, 1e-9);
    } else if (measure.name == "expected_shortfall") {
      EXPECT_NEAR((Figure{&measure, 0.99}.of(summary)->estimate), 100, 1e-9);
    } else if (measure.name == "loss_given_liquidation") {
      EXPECT_FALSE((Figure{&measure, {}}.of(summary)));
    }
  }
}

}  // namespace
}  // namespace marginwalk::estimate
