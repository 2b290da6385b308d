#include <gtest/gtest.h>

#include "tests/sim/scenario/study_files.hpp"

namespace marginwalk::scenario::precision_test {
namespace {

std::string precise(const std::string& precision) {
  return replaced(good_study, "paths: 10k", "precision: " + precision);
}

TEST(Precision, TakesThePlaceOfPaths) {
  const Study study =
      load_text(precise("{liquidated: 0.1%, at_most_paths: 5M, at_most_time: 10m}"));
  EXPECT_EQ(study.paths, 5'000'000U);
  ASSERT_TRUE(study.precision);
  EXPECT_EQ(study.precision->at_most_seconds, 600U);
  ASSERT_EQ(study.precision->targets.size(), 1U);
  EXPECT_EQ(study.precision->targets[0].figure.name(), "liquidated");
  EXPECT_DOUBLE_EQ(study.precision->targets[0].tolerance.width, 0.001);
  EXPECT_FALSE(study.precision->targets[0].tolerance.relative);
  EXPECT_EQ(load_text(precise("{liquidated: 0.1%}")).paths, 10'000'000U);
  EXPECT_FALSE(load_text(good_study).precision);
}

TEST(Precision, OfSeveralNumbers) {
  const Study study = load_text(
      precise("{liquidated: {relative: 5%, of: pairs}, terminal_equity: 20, expected_shortfall: "
              "{level: 99%, half_width: 50}}"));
  const auto& targets = study.precision->targets;
  ASSERT_EQ(targets.size(), 3U);
  EXPECT_EQ(targets[0].of, PrecisionTarget::Of::pairs);
  EXPECT_TRUE(targets[0].tolerance.relative);
  EXPECT_DOUBLE_EQ(targets[0].tolerance.width, 0.05);
  EXPECT_EQ(targets[1].figure.name(), "terminal_equity.mean");
  EXPECT_EQ(targets[1].tolerance.width, 20);
  EXPECT_EQ(targets[2].figure.name(), "expected_shortfall.0.99");
  EXPECT_EQ(targets[2].tolerance.width, 50);
}

TEST(Precision, SettingsOfOneDropTheOther) {
  EXPECT_FALSE(load_text(precise("{liquidated: 0.1%}"), {{"paths", "300"}}).precision);
  const Study study = load_text(good_study, {{"precision.liquidated", "1%"}});
  EXPECT_TRUE(study.precision);
  EXPECT_EQ(study.paths, 10'000'000U);
}

TEST(Precision, BrokenOnes) {
  const auto broken = [](const std::string& precision, const std::string& message) {
    EXPECT_EQ(problems_of(precise(precision)), message) << precision;
  };
  broken("{liquidated: 0.1%}\npaths: 10",
         "study.yaml:5:8: paths: precision is given, too (one of the two)");
  broken("{at_most_paths: 10}",
         "study.yaml:4:12: precision: nothing is to be precise (as in liquidated: 0.1%)");
  broken(
      "{liquidated: 0.1}",
      "study.yaml:4:25: liquidated: \"0.1\" has no unit (a share is written like 0.5% or 50bps)");
  broken("{liquidated: 0}",
         "study.yaml:4:25: liquidated: \"0\" is out of range (it must be above 0)");
  broken("{liquidated: {}}",
         "study.yaml:4:25: liquidated: a half_width or relative (one of the two)");
  broken("{liquidated: {half_width: 1%, relative: 5%}}",
         "study.yaml:4:25: liquidated: a half_width or relative (one of the two)");
  broken("{bankrupt: {half_width: 1%, of: pairs}}",
         "study.yaml:4:44: of: only liquidated may be asked for of pairs");
  broken(
      "{expected_shortfall: 50}",
      "study.yaml:4:33: expected_shortfall: a single value is given (a map of keys is expected)");
  broken(
      "{liquidated: 1%, at_most_time: 10}",
      "study.yaml:4:43: at_most_time: \"10\" has no unit (a duration is written like 90s, 1m, 8h "
      "or 30d)");
}

TEST(Precision, OfWhatTradersDidNeedsRules) {
  const std::string told = problems_of(precise("{turnover: 100}"));
  EXPECT_EQ(told,
            "study.yaml:4:12: turnover: it is told of traders who have rules, and in cells "
            "cross-3x, cross-2.5x, isolated-3x and 1 more there are none (give a conduct)");
}

TEST(Precision, OfPairsNeedsPairs) {
  const std::string one =
      replaced(precise("{liquidated: {half_width: 1%, of: pairs}}"),
               "  margin_mode: [cross, isolated]\n  leverage: [3, 2.5]\n", "  leverage: [3]\n");
  EXPECT_EQ(problems_of(one),
            "study.yaml:4:12: precision: of pairs, but none are compared (there is one cell, and "
            "all pairs of up to 20 cells are)");
}

TEST(Equivalence, IsAMargin) {
  EXPECT_FALSE(load_text(good_study).equivalence);
  EXPECT_DOUBLE_EQ(*load_text(std::string(good_study) + "equivalence: 0.1%\n").equivalence, 0.001);
  EXPECT_EQ(problems_of(std::string(good_study) + "equivalence: 0.001\n"),
            "study.yaml:30:14: equivalence: \"0.001\" has no unit (a rate is written like 0.5% or "
            "50bps)");
}

}  // namespace
}  // namespace marginwalk::scenario::precision_test
