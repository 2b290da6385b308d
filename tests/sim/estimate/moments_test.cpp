#include "sim/estimate/moments.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

namespace marginwalk::estimate::moments_test {
namespace {

Moments moments_of(const std::vector<double>& values) {
  Moments moments;
  for (const double value : values) moments.add(value);
  return moments;
}

TEST(Moments, AreThoseOfTheTextbook) {
  const Moments moments = moments_of({2, 4, 4, 4, 5, 5, 7, 9});
  EXPECT_EQ(moments.count, 8U);
  EXPECT_DOUBLE_EQ(moments.mean, 5);
  EXPECT_DOUBLE_EQ(moments.squared_deviations, 32);
  EXPECT_DOUBLE_EQ(moments.variance(), 32.0 / 7);
  EXPECT_DOUBLE_EQ(moments.standard_error(), std::sqrt(32.0 / 7 / 8));
}

TEST(Moments, DoNotCancelFarFromZero) {
  // In a difference of sums of squares nothing would be left of this variance.
  EXPECT_DOUBLE_EQ(moments_of({1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16}).variance(), 30);
}

TEST(Moments, OfOneValueHaveNoSpread) {
  const Moments moments = moments_of({3});
  EXPECT_EQ(moments.variance(), 0);
  EXPECT_EQ(moments.standard_error(), 0);
}

TEST(Moments, MergedIntoNothingAreCopied) {
  const Moments whole = moments_of({0.1, 0.2, 0.7});
  Moments merged;
  merged.merge(whole);
  merged.merge({});
  EXPECT_EQ(merged.count, whole.count);
  EXPECT_EQ(merged.mean, whole.mean);
  EXPECT_EQ(merged.squared_deviations, whole.squared_deviations);
}

RC_GTEST_PROP(Moments, OfAnySplitAreThoseOfTheWhole, ()) {
  const auto integers = *rc::gen::container<std::vector<int>>(rc::gen::inRange(-1'000, 1'000));
  const std::vector<double> values(integers.begin(), integers.end());
  const auto cut = *rc::gen::inRange<std::size_t>(0, values.size() + 1);
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(cut);
  const Moments whole = moments_of(values);
  Moments merged = moments_of({values.begin(), middle});
  merged.merge(moments_of({middle, values.end()}));
  RC_ASSERT(merged.count == whole.count);
  RC_ASSERT(std::abs(merged.mean - whole.mean) < 1e-9);
  RC_ASSERT(std::abs(merged.squared_deviations - whole.squared_deviations) <=
            1e-12 * (1 + whole.squared_deviations));
}

TEST(NormalCriticalValue, IsThatOfTheTables) {
  EXPECT_NEAR(normal_critical_value(), 1.959963984540054, 1e-14);
}

TEST(MeanInterval, IsAbsentAsFarAsTheSampleIs) {
  EXPECT_FALSE(mean_interval({}));
  const auto one = mean_interval(moments_of({3}));
  EXPECT_EQ(one->estimate, 3);
  EXPECT_FALSE(one->low);
  EXPECT_FALSE(one->high);
  const auto two = mean_interval(moments_of({3, 5}));
  EXPECT_EQ(two->estimate, 4);
  EXPECT_NEAR(*two->low, 4 - 1.959963984540054, 1e-14);
  EXPECT_NEAR(*two->high, 4 + 1.959963984540054, 1e-14);
}

TEST(MeanInterval, CoversAsOftenAsItSays) {
  constexpr int repetitions = 5'000;
  std::mt19937_64 random(1962);
  std::uniform_real_distribution<double> draw(-1, 3);
  int covered = 0;
  for (int i = 0; i < repetitions; ++i) {
    Moments moments;
    for (int j = 0; j < 400; ++j) moments.add(draw(random));
    const Estimate estimate = *mean_interval(moments);
    covered += *estimate.low <= 1 && 1 <= *estimate.high;
  }
  EXPECT_GE(covered, 0.94 * repetitions);  // one standard error of the share is 0.3 %
  EXPECT_LE(covered, 0.96 * repetitions);
}

}  // namespace
}  // namespace marginwalk::estimate::moments_test
