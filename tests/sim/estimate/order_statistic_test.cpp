#include "sim/estimate/order_statistic.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <cstddef>

#include "tests/sim/estimate/samples.hpp"

namespace marginwalk::estimate::order_statistic_test {
namespace {

/// The values 1.05^1 ... 1.05^count, every one in a bin of its own.
Histogram powers(int count) {
  Histogram histogram;
  for (int i = 1; i <= count; ++i) histogram.add(std::pow(1.05, i));
  return histogram;
}

TEST(Quantile, IsAbsentAsFarAsTheSampleIs) {
  EXPECT_FALSE(quantile(Histogram(), 0.5));
  const auto five = quantile(powers(5), 0.5);  // 2^-5 is more than 2.5 %
  EXPECT_NEAR(five->estimate, std::pow(1.05, 3), 1e-12);
  EXPECT_FALSE(five->low);
  EXPECT_FALSE(five->high);
  const auto tail = quantile(powers(72), 0.05);  // 0.95^72 = 2.49 %, but nothing lies below rank 1
  EXPECT_EQ(tail->low, edges_around(1.05).lower);
  EXPECT_FALSE(quantile(powers(71), 0.05)->low);
  EXPECT_TRUE(quantile(powers(71), 0.05)->high);
}

TEST(Quantile, HasTheRanksOfTheTables) {
  struct Row {
    int count;
    double probability;
    int rank, low, high;
  };
  // The median's ranks are those of the sign test; the others were summed from the binomial law.
  const Row rows[] = {
      {6, 0.5, 3, 1, 6},     {10, 0.5, 5, 2, 9},     {20, 0.5, 10, 6, 15},
      {50, 0.5, 25, 18, 33}, {100, 0.5, 50, 40, 61}, {100, 0.07, 7, 2, 13},
  };
  for (const Row& row : rows) {
    const auto estimate = quantile(powers(row.count), row.probability);
    EXPECT_NEAR(estimate->estimate, std::pow(1.05, row.rank), 1e-9) << row.count;
    EXPECT_EQ(*estimate->low, edges_around(std::pow(1.05, row.low)).lower) << row.count;
    EXPECT_EQ(*estimate->high, edges_around(std::pow(1.05, row.high)).upper) << row.count;
  }
}

TEST(Quantile, HasExactRanksInSamplesOfAnySize) {
  struct Row {
    std::uint64_t count;
    double probability;
    std::uint64_t low, high;
  };
  // Ranks from sums of the binomial law's terms in 30 digits.
  const Row rows[] = {
      {1'000, 0.05, 37, 65},
      {1'000'000, 0.05, 49'573, 50'429},
      {1'000'000'000, 0.05, 49'986'492, 50'013'510},
      {1'000'000'000, 0.5, 499'969'010, 500'030'991},
      {1'000'000'000, 0.99, 989'993'833, 990'006'167},
  };
  // Values 1 up to and including a rank, then 2: the bound tells on which side it lies.
  const auto split_at = [](std::uint64_t rank, std::uint64_t count) {
    Histogram histogram = repeated(1, rank);
    histogram.merge(repeated(2, count - rank));
    return histogram;
  };
  for (const auto& [count, probability, low, high] : rows) {
    EXPECT_EQ(*quantile(split_at(low, count), probability)->low, 1) << count;
    EXPECT_EQ(*quantile(split_at(low - 1, count), probability)->low, 2) << count;
    EXPECT_LT(*quantile(split_at(high, count), probability)->high, 2) << count;
    EXPECT_GT(*quantile(split_at(high - 1, count), probability)->high, 2) << count;
  }
}

RC_GTEST_PROP(Quantile, LiesInTheBinOfTheOrderStatistic, ()) {
  Values values = any_values();
  RC_PRE(!values.empty());
  const auto rank = *rc::gen::inRange<std::size_t>(1, values.size() + 1);
  const double probability = (static_cast<double>(rank) - 0.5) / static_cast<double>(values.size());
  const auto estimate = quantile(histogram_of(values), probability);
  std::sort(values.begin(), values.end());
  const auto [lower, upper] = edges_around(values[rank - 1]);
  RC_ASSERT(lower <= estimate->estimate);
  RC_ASSERT(estimate->estimate <= upper);
  RC_ASSERT(estimate->low.value_or(lower) <= lower);
  RC_ASSERT(estimate->high.value_or(upper) >= upper);
}

TEST(Quantile, CoversAtLeastAsOftenAsItSays) {
  for (const double probability : {0.05, 0.5, 0.9}) {
    const double truth = quantile(boost::math::normal(15'000, 3'000), probability);
    const auto estimator = [&](const Histogram& histogram) {
      return quantile(histogram, probability);
    };
    EXPECT_GE(coverage(3'000, 300, truth, estimator), 0.945) << probability;
  }
}

}  // namespace
}  // namespace marginwalk::estimate::order_statistic_test
