#include "sim/estimate/cumulative.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/estimate/proportion.hpp"

namespace marginwalk::estimate::cumulative_test {
namespace {

TEST(Cumulative, NoValuesHaveNoPoints) { EXPECT_TRUE(cumulative(Histogram()).empty()); }

TEST(Cumulative, AConstantIsOneStep) {
  Histogram histogram;
  for (int i = 0; i < 7; ++i) histogram.add(15'000);
  const std::vector<CumulativePoint> points = cumulative(histogram);
  ASSERT_EQ(points.size(), 2U);
  EXPECT_EQ(points[0].below.estimate, 0);
  EXPECT_EQ(points[1].below.estimate, 1);
  EXPECT_LE(points[0].value, 15'000);
  EXPECT_GT(points[1].value, 15'000);
}

/// A third of the values are one and the same, the rest are spread evenly.
TEST(Cumulative, CountsTheValuesBelowEveryPoint) {
  std::vector<double> values;
  Histogram histogram;
  for (int i = 0; i < 3'000; ++i) {
    values.push_back(i % 3 == 0 ? 9'900.5 : 5'000 + 7.0 * i);
    histogram.add(values.back());
  }
  const std::vector<CumulativePoint> points = cumulative(histogram);
  EXPECT_GT(points.size(), 40U);
  EXPECT_LT(points.size(), 110U);
  for (const CumulativePoint& point : points) {
    const auto below = std::count_if(values.begin(), values.end(),
                                     [&](double value) { return value < point.value; });
    const Estimate exact = proportion(static_cast<std::uint64_t>(below), values.size());
    EXPECT_EQ(point.below.estimate, exact.estimate) << point.value;
    EXPECT_EQ(point.below.low, exact.low);
    EXPECT_EQ(point.below.high, exact.high);
  }
  EXPECT_EQ(points.back().below.estimate, 1);
  double greatest_step_elsewhere = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (points[i - 1].value <= 9'900.5 && 9'900.5 < points[i].value) continue;
    greatest_step_elsewhere =
        std::max(greatest_step_elsewhere, points[i].below.estimate - points[i - 1].below.estimate);
  }
  EXPECT_LT(greatest_step_elsewhere, 2.0 / 48);
}

}  // namespace
}  // namespace marginwalk::estimate::cumulative_test
