#include "sim/estimate/correlated_difference.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace marginwalk::estimate::correlated_difference_test {
namespace {

/// Wilson's score interval.
Estimate score_interval(double count, double total) {
  const double z = 1.959963984540054;
  const double middle = 2 * count + z * z;
  const double reach = z * std::sqrt(z * z + 4 * count * (1 - count / total));
  return {count / total, (middle - reach) / (2 * (total + z * z)),
          (middle + reach) / (2 * (total + z * z))};
}

/// Newcombe's table II, method 10, examples (a) and (e): a sample without events keeps its bounds.
TEST(CorrelatedDifference, IsThatOfNewcombesTableWithoutCorrelation) {
  const Estimate first = correlated_difference(score_interval(56, 70), score_interval(48, 80), 0);
  EXPECT_NEAR(first.estimate, 0.2, 1e-12);
  EXPECT_NEAR(*first.low, 0.0524, 5e-5);
  EXPECT_NEAR(*first.high, 0.3339, 5e-5);
  const Estimate none = correlated_difference(score_interval(5, 56), score_interval(0, 29), 0);
  EXPECT_NEAR(*none.low, -0.0381, 5e-5);
  EXPECT_NEAR(*none.high, 0.1926, 5e-5);
}

TEST(CorrelatedDifference, LacksTheBoundsThatItCannotTell) {
  const Estimate difference = correlated_difference({3, 2, {}}, {1, {}, 1.5}, 0);
  EXPECT_DOUBLE_EQ(*difference.low, 2 - std::hypot(1, .5));
  EXPECT_FALSE(difference.high);
}

}  // namespace
}  // namespace marginwalk::estimate::correlated_difference_test
