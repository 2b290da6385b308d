#include "sim/verify/evidence.hpp"

#include <gtest/gtest.h>

#include "sim/verify/coverage_checks.hpp"
#include "sim/verify/liquidation_checks.hpp"
#include "tests/support/shipped_venues.hpp"

namespace marginwalk::verify::evidence_test {
namespace {

TEST(Evidence, IsJudgedByItsStandardErrors) {
  // The standard error of a half of 10,000 is 0.005.
  EXPECT_NEAR(counted("", 5'190, 10'000, 0.5).difference, 3.8, 1e-9);
  EXPECT_TRUE(counted("", 5'190, 10'000, 0.5).passed);
  EXPECT_FALSE(counted("", 5'210, 10'000, 0.5).passed);
  EXPECT_FALSE(counted("", 4'790, 10'000, 0.5).passed);
  EXPECT_FALSE(estimated(Kind::oracle, "", 0, 1, 0).passed);
  EXPECT_FALSE(estimated(Kind::oracle, "", 0.0 / 0.0, 1, 1).passed);
}

/// 1,000 paths, of which `count` have the value 1.
estimate::Moments ones_of_thousand(int count) {
  estimate::Moments sample;
  for (int path = 0; path < 1'000; ++path) sample.add(path < count ? 1 : 0);
  return sample;
}

TEST(Evidence, OfFewPathsIsJudgedByPoissonTails) {
  struct Row {
    int count;
    double expected;
    double deviation;  ///< from tails summed by Python, inverted by its NormalDist
  };
  const Row rows[] = {
      {0, 3, -1.646922}, {1, 5, -1.745744}, {4, 8, -1.283649},
      {8, 8, 0},         {16, 8, 2.398508}, {20, 8, 3.477624},
  };
  for (const Row& row : rows) {
    const Evidence found =
        rare(Kind::closed_form, "", ones_of_thousand(row.count), row.expected / 1'000);
    EXPECT_NEAR(found.difference, row.deviation, 1e-6) << row.count << " for " << row.expected;
    EXPECT_TRUE(found.passed);
  }
  EXPECT_FALSE(rare(Kind::closed_form, "", ones_of_thousand(25), 0.008).passed);
  EXPECT_FALSE(rare(Kind::closed_form, "", ones_of_thousand(900), 0.001).passed);
}

TEST(Evidence, OfValuesIsJudgedToTheLastBit) {
  EXPECT_TRUE(identical("", 7, 7).passed);
  EXPECT_FALSE(identical("", 6, 7).passed);
  EXPECT_FALSE(identical("", 0, 0).passed);  // nothing was compared
}

TEST(Evidence, OnePieceThatFailsFailsThePage) {
  Page page{identical("", 7, 7)};
  EXPECT_TRUE(all_passed(page));
  append(page, {identical("", 6, 7)});
  EXPECT_FALSE(all_passed(page));
}

TEST(LiquidationPrices, AreThoseOfTheAssessmentAtEveryShippedVenue) {
  for (const core::Venue& venue : test::shipped_venues()) {
    const Evidence row = liquidation_prices(venue);
    EXPECT_TRUE(row.passed) << row.what << " " << row.difference;
    EXPECT_GT(row.computed, 10);
  }
}

TEST(CoverageSlow, HoldsAsOftenAsItSays) {
  for (const Evidence& row : coverage(1'000)) EXPECT_TRUE(row.passed) << row.what << row.computed;
}

}  // namespace
}  // namespace marginwalk::verify::evidence_test
