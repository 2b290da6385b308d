#include "sim/estimate/quantile_difference.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "sim/estimate/correlated_difference.hpp"
#include "sim/estimate/order_statistic.hpp"
#include "sim/estimate/share_of_mean.hpp"
#include "tests/sim/estimate/samples.hpp"

/// What paired differences of quantiles are made of. Their coverage is among the checks of
/// sim/verify.
namespace marginwalk::estimate::quantile_difference_test {
namespace {

TEST(LowestPaths, AreTheCeilingOfTheShareWithTiesByPath) {
  Values values(30);
  std::iota(values.begin(), values.end(), 0.0);
  Values reversed(values.rbegin(), values.rend());
  const LowestPaths rising(values);
  const LowestPaths falling(reversed);
  const LowestPaths equal(Values(30, 7.0));
  EXPECT_EQ(rising.count(0), 2U);  // ceil(0.05 x 30)
  EXPECT_EQ(rising.count(1), 15U);
  EXPECT_EQ(rising.common(rising, 1), 15U);
  EXPECT_EQ(rising.common(falling, 0), 0U);
  EXPECT_EQ(rising.common(falling, 1), 0U);
  EXPECT_EQ(rising.common(equal, 1), 15U);
}

TEST(RankAgreement, IsOneForTheSamePathsAndNearNoughtForOthers) {
  std::mt19937_64 random(3);
  std::normal_distribution<double> draw;
  RankAgreement same, apart, related;
  for (int block = 0; block < 400; ++block) {
    Values a, b, c;
    for (int i = 0; i < 256; ++i) {
      a.push_back(draw(random));
      b.push_back(draw(random));
      c.push_back(0.6 * a.back() + 0.8 * b.back());
    }
    const LowestPaths lowest(a);
    same.add(lowest, LowestPaths(a), 1);
    apart.add(lowest, LowestPaths(b), 1);
    related.add(lowest, LowestPaths(c), 1);
  }
  EXPECT_EQ(same.correlation(), 1);
  EXPECT_NEAR(apart.correlation(), 0, 0.015);
  // Signs of two normal variates of correlation r agree so: 2 arcsin(r) / pi.
  EXPECT_NEAR(related.correlation(), 2 * std::asin(0.6) / std::acos(-1.0), 0.015);
  EXPECT_EQ(RankAgreement{}.correlation(), 0);
}

TEST(SmoothQuantile, IsFinerThanBinsWhereValuesSpreadAndExactWhereTheyAreEqual) {
  Values values;
  for (int i = 0; i < 10'000; ++i) values.push_back(10'000 + 0.5 * i);
  const Histogram spread = histogram_of(values);  // bins of 64
  EXPECT_NEAR(smooth_quantile(spread, 0.5)->estimate, 12'500, 1);
  EXPECT_NEAR(*smooth_quantile(spread, 0.5)->low, 12'500 - 49, 1);  // 1.96 x 50 ranks
  EXPECT_NEAR(*smooth_quantile(spread, 0.05)->high, 10'250 + 21.4, 1);
  Values resting(9'000, 9'871.5);
  values.resize(1'000);
  resting.insert(resting.end(), values.begin(), values.end());
  const Histogram atom = histogram_of(resting);
  EXPECT_NEAR(smooth_quantile(atom, 0.5)->estimate, 9'871.5, 1e-3);
  EXPECT_NEAR(*smooth_quantile(atom, 0.5)->low, 9'871.5, 1e-3);
  EXPECT_FALSE(smooth_quantile(histogram_of({1, 2, 3}), 0.05)->low);
  EXPECT_FALSE(smooth_quantile({}, 0.05));
}

TEST(CorrelatedDifference, KeepsTheEndsThatMatter) {
  const Estimate a{10, 9, 13};
  const Estimate b{4, 2, 8};
  const Estimate apart = correlated_difference(a, b, 0);
  EXPECT_EQ(apart.estimate, 6);
  EXPECT_DOUBLE_EQ(*apart.low, 6 - std::hypot(1, 4));
  EXPECT_DOUBLE_EQ(*apart.high, 6 + std::hypot(3, 2));
  EXPECT_DOUBLE_EQ(*correlated_difference(a, b, 1).low, 6 - 3);  // 4 - 1
  EXPECT_EQ(*correlated_difference(a, a, 1).high, 3 - 1);
  EXPECT_FALSE(correlated_difference(a, {4, {}, 8}, 0).high);
  EXPECT_TRUE(correlated_difference(a, {4, {}, 8}, 0).low);
}

TEST(QuantileDifference, CountsWhatTheLengthsDoNotShareAsCorrelation) {
  Values low, high;
  for (int i = 0; i < 10'000; ++i) {
    low.push_back(10'000 + 0.5 * i);
    high.push_back(14'000 + 0.25 * i);
  }
  const Histogram a = histogram_of(low);
  const Histogram b = histogram_of(high);
  const Estimate difference = *quantile_difference(a, b, 0.5, {});
  const double raised = 1 / 98.0;  // of nothing in common, over 1.96 x 50 ranks
  const Estimate expected =
      correlated_difference(*smooth_quantile(a, 0.5), *smooth_quantile(b, 0.5), raised);
  EXPECT_NEAR(difference.estimate, -2'750, 1);
  EXPECT_NEAR(*difference.low, *expected.low, 1e-3);
  EXPECT_NEAR(*difference.high, *expected.high, 1e-3);

  const Estimate none = *quantile_difference(a, a, 0.5, {7, 7});
  EXPECT_EQ(none.low, 0);
  EXPECT_EQ(none.high, 0);
  EXPECT_FALSE(quantile_difference(a, {}, 0.5, {}));
}

/// Against the standard deviation of the share over many samples.
TEST(ShareOfMean, HasTheErrorOfTheRatio) {
  std::mt19937_64 random(9);
  std::gamma_distribution<double> part_law(2, 1);
  std::gamma_distribution<double> rest_law(3, 2);
  Moments shares;
  double claimed = 0;
  for (int sample = 0; sample < 2'000; ++sample) {
    Moments part, rest, whole;
    for (int i = 0; i < 200; ++i) {
      const double x = part_law(random);
      const double y = rest_law(random) + 0.5 * x;
      part.add(x);
      rest.add(y);
      whole.add(x + y);
    }
    const Estimate share = *share_of_mean(part, rest, whole);
    shares.add(share.estimate);
    claimed = (*share.high - *share.low) / (2 * 1.96);
  }
  EXPECT_NEAR(shares.mean, 2.0 / 9, 0.002);
  EXPECT_NEAR(claimed / std::sqrt(shares.variance()), 1, 0.2);
  EXPECT_FALSE(share_of_mean({}, {}, {}));
}

}  // namespace
}  // namespace marginwalk::estimate::quantile_difference_test
