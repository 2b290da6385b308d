#include "sim/estimate/tail_mean.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <random>

#include "sim/estimate/moments.hpp"
#include "tests/sim/estimate/samples.hpp"

namespace marginwalk::estimate::tail_mean_test {
namespace {

/// Mean of the lowest share of a normal law: mean - deviation x density / share.
double normal_tail_mean(double share) {
  const boost::math::normal standard;
  return 15'000 - 3'000 * pdf(standard, quantile(standard, share)) / share;
}

TEST(LowerTailMean, TakesTheFractionOfTheBoundaryBin) {
  const Histogram histogram = histogram_of({1, 2, 4, 8, 16, 32, 64, 128, 256, 512});
  EXPECT_NEAR(lower_tail_mean(histogram, 0.2)->estimate, 1.5, 1e-12);
  EXPECT_NEAR(lower_tail_mean(histogram, 0.25)->estimate, (1 + 2 + 0.5 * 4) / 2.5, 1e-12);
  EXPECT_NEAR(lower_tail_mean(histogram, 1)->estimate, 102.3, 1e-12);
}

TEST(LowerTailMean, IsAbsentAsFarAsTheSampleIs) {
  EXPECT_FALSE(lower_tail_mean(Histogram(), 0.05));
  const Histogram histogram = histogram_of({-7, 2, 4, 8});
  EXPECT_EQ(lower_tail_mean(histogram, 0.1)->estimate, -7);
  EXPECT_FALSE(lower_tail_mean(histogram, 0.49)->low);
  EXPECT_FALSE(lower_tail_mean(histogram, 0.49)->high);
  EXPECT_TRUE(lower_tail_mean(histogram, 0.5)->low);
  EXPECT_TRUE(lower_tail_mean(histogram, 0.5)->high);
}

TEST(LowerTailMean, OfAllIsTheMean) {
  std::mt19937_64 random(7);
  std::normal_distribution<double> draw(100, 50);
  Histogram histogram;
  Moments moments;
  for (int i = 0; i < 10'000; ++i) {
    const double value = draw(random);
    histogram.add(value);
    moments.add(value);
  }
  const auto tail = lower_tail_mean(histogram, 1);
  const auto mean = mean_interval(moments);
  EXPECT_NEAR(tail->estimate, mean->estimate, 1e-9);
  EXPECT_NEAR(*tail->low, *mean->low, 1e-3);
  EXPECT_NEAR(*tail->high, *mean->high, 1e-3);
}

TEST(LowerTailMean, HasTheVarianceOfTheShortfallBelowTheBoundary) {
  // Var(min(X - Q, 0)) / (n s^2), from the values themselves and not from their bins.
  std::mt19937_64 random(11);
  std::normal_distribution<double> draw(15'000, 3'000);
  Values values(20'000);
  for (double& value : values) value = draw(random);
  const double share = 0.1;
  const Estimate estimate = *lower_tail_mean(histogram_of(values), share);
  std::sort(values.begin(), values.end());
  Moments shortfall;
  for (const double value : values) shortfall.add(std::min(value - values[1'999], 0.0));
  const double reach = normal_critical_value() * shortfall.standard_error() / share;
  EXPECT_NEAR((*estimate.high - estimate.estimate) / reach, 1, 0.01);
  EXPECT_NEAR(estimate.estimate, values[1'999] + shortfall.mean / share, 0.02 * reach);
}

TEST(LowerTailMean, AllowsForTheSpreadInsideABin) {
  // A thousand values in the middle of [1, 129/128]: they might as well lie at its two edges.
  const double half_width = 1.0 / 256;
  const Estimate estimate = *lower_tail_mean(repeated(1 + half_width, 1'000), 1);
  const double reach = normal_critical_value() * half_width / std::sqrt(1'000.0);
  EXPECT_NEAR(*estimate.low, 1 + half_width - reach, 1e-12);
  EXPECT_NEAR(*estimate.high, 1 + half_width + reach, 1e-12);
}

TEST(LowerTailMean, HoldsTheTruthWhereTheTailIsNarrowerThanABin) {
  // All values lie in the bin [14976, 15040], which cannot tell the lowest from the others.
  std::mt19937_64 random(13);
  std::uniform_real_distribution<double> draw(14'980, 15'035);
  Histogram histogram;
  for (int i = 0; i < 50'000; ++i) histogram.add(draw(random));
  const double truth = 14'980 + 0.1 * 55 / 2;
  const Estimate estimate = *lower_tail_mean(histogram, 0.1);
  EXPECT_LT(*estimate.low, truth);
  EXPECT_GT(*estimate.high, truth);
  EXPECT_GT(*estimate.low, 14'975);
}

TEST(LowerTailMean, CoversAsOftenAsItSays) {
  for (const double share : {0.1, 0.5}) {
    const auto estimator = [&](const Histogram& histogram) {
      return lower_tail_mean(histogram, share);
    };
    // The interval is asymptotic; one standard error of the share is 0.5 %.
    const double covered = coverage(2'000, 2'000, normal_tail_mean(share), estimator);
    EXPECT_GE(covered, 0.935) << share;
    EXPECT_LE(covered, 0.965) << share;
  }
}

}  // namespace
}  // namespace marginwalk::estimate::tail_mean_test
