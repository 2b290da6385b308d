#include "sim/estimate/unit_mean.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/estimate/proportion.hpp"

namespace marginwalk::estimate::unit_mean_test {
namespace {

Moments of_values(double value, int count, int zeros) {
  Moments moments;
  for (int i = 0; i < count; ++i) moments.add(value);
  for (int i = 0; i < zeros; ++i) moments.add(0);
  return moments;
}

TEST(UnitMean, OfFewEventsIsThatOfClopperAndPearson) {
  for (const int events : {0, 1, 7}) {
    const Estimate mean = *unit_mean(of_values(1, events, 100 - events));
    const Estimate share = proportion(static_cast<std::uint64_t>(events), 100);
    EXPECT_NEAR(mean.estimate, share.estimate, 1e-12);
    EXPECT_NEAR(*mean.low, *share.low, 1e-9);
    EXPECT_NEAR(*mean.high, *share.high, 1e-9);
  }
}

TEST(UnitMean, HalfEventsLieBetweenWholeOnes) {
  const Estimate half = *unit_mean(of_values(0.5, 1, 99));
  EXPECT_GT(*half.high, *proportion(0, 100).high);
  EXPECT_LT(*half.high, *proportion(1, 100).high);
  EXPECT_GT(*half.low, 0);
  EXPECT_LT(*half.low, half.estimate);
}

TEST(UnitMean, OfManyIsNormal) {
  const Moments moments = of_values(0.5, 100, 900);
  const Estimate mean = *unit_mean(moments);
  const Estimate normal = *mean_interval(moments);
  EXPECT_EQ(*mean.low, *normal.low);
  EXPECT_EQ(*mean.high, *normal.high);
}

TEST(UnitMean, EndsWhereNothingElseIsPossible) {
  EXPECT_EQ(*unit_mean(of_values(1, 5, 0))->high, 1);
  EXPECT_EQ(*unit_mean(of_values(0, 5, 0))->low, 0);
  EXPECT_FALSE(unit_mean(Moments()));
}

}  // namespace
}  // namespace marginwalk::estimate::unit_mean_test
