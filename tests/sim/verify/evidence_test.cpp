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
