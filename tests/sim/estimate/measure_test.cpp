#include "sim/estimate/measure.hpp"

#include <gtest/gtest.h>

#include <set>

namespace marginwalk::estimate::measure_test {
namespace {

/// One path on which nothing happened.
replay::Outcome quiet_path() {
  replay::Outcome outcome;
  outcome.start_equity = core::Money(1'000);
  outcome.terminal_equity = core::Money(900);
  return outcome;
}

/// On which a trader has turned over 500, was stopped out 1 % too late, and was never warned.
replay::Outcome traded_path() {
  replay::Outcome outcome = quiet_path();
  outcome.acts.emplace();
  outcome.acts->turnover = 500;
  outcome.acts->stops = outcome.acts->exits = 1;
  outcome.acts->stop_slippage = .01;
  return outcome;
}

Summary summary_of(const replay::Outcome& outcome) {
  Tally tally(SurvivalGrid(60, 3'600), 0);
  tally.add(outcome);
  return summarise(tally);
}

Summary quiet() { return summary_of(quiet_path()); }

TEST(Measures, EveryLevelIsOneOfTheSummary) {
  const Summary summary = summary_of(traded_path());
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

TEST(Measures, HaveEachAName) {
  std::set<std::string_view> names;
  for (const Measure& measure : measures()) {
    EXPECT_TRUE(names.insert(measure.name).second) << measure.name;
  }
}

/// Of one path, a mean is what it is there, if the path counts.
TEST(Measures, AreMeansOfWhatTheyAreOnPaths) {
  for (const replay::Outcome& outcome : {quiet_path(), traded_path()}) {
    const Summary summary = summary_of(outcome);
    int count = 0;
    for (const Measure& measure : measures()) {
      if (!measure.of_path) continue;
      const std::optional<double> value = measure.of_path(outcome);
      const std::optional<Estimate> mean = measure.plain(summary);
      ASSERT_EQ(value.has_value(), mean.has_value()) << measure.name;
      if (value) {
        EXPECT_EQ(*value, mean->estimate) << measure.name;
      }
      ++count;
    }
    EXPECT_GT(count, 30);
  }
}

TEST(Figures, OfConductAreThereWhereTradersHaveRules) {
  const Summary quiet_summary = quiet();
  const Summary traded = summary_of(traded_path());
  int found = 0;
  for (const Measure& measure : measures()) {
    if (!measure.of_conduct) continue;
    EXPECT_FALSE((Figure{&measure, {}}.of(quiet_summary))) << measure.name;
    if (measure.has_quantiles) {
      EXPECT_FALSE((Figure{&measure, .5}.of(quiet_summary))) << measure.name;
    }
    if (measure.name == "turnover") {
      EXPECT_EQ((Figure{&measure, {}}.name()), "conduct.turnover");
      EXPECT_EQ((Figure{&measure, {}}.of(traded)->estimate), 500);
      ++found;
    } else if (measure.name == "stop_slippage") {
      EXPECT_EQ((Figure{&measure, {}}.name()), "conduct.stop_slippage.mean");
      EXPECT_EQ((Figure{&measure, .95}.name()), "conduct.stop_slippage.quantiles.0.95");
      EXPECT_NEAR((Figure{&measure, .95}.of(traded)->estimate), .01, 1e-4);
      ++found;
    } else if (measure.name == "warned") {
      // Of one path on which it did not happen: at most 97.5 %, exactly.
      EXPECT_NEAR(*(Figure{&measure, {}}.of(traded)->high), .975, 1e-9);
      ++found;
    }
  }
  EXPECT_EQ(found, 3);
}

}  // namespace
}  // namespace marginwalk::estimate::measure_test
