#include "sim/estimate/mcnemar.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/special_functions/binomial.hpp>
#include <cmath>
#include <random>

namespace marginwalk::estimate::mcnemar_test {
namespace {

TEST(McNemar, IsTheSumOfTheBinomialLaw) {
  for (const unsigned discordant : {1U, 2U, 5U, 20U, 61U, 150U}) {
    double below = 0;  // P(Bin <= k)
    for (unsigned k = 0; 2 * k < discordant; ++k) {
      below += boost::math::binomial_coefficient<double>(discordant, k) *
               std::ldexp(1.0, -static_cast<int>(discordant));
      const double expected = std::min(1.0, 2 * below);
      EXPECT_NEAR(mcnemar_p_value({k, discordant - k, 1'000}), expected, 1e-12 * expected);
      EXPECT_NEAR(mcnemar_p_value({discordant - k, k, 1'000}), expected, 1e-12 * expected);
    }
  }
  EXPECT_DOUBLE_EQ(mcnemar_p_value({0, 5, 5}), 2.0 / 32);
  EXPECT_DOUBLE_EQ(mcnemar_p_value({17, 3, 1'000}), 2 * (1 + 20 + 190 + 1'140) / 1'048'576.0);
}

TEST(McNemar, NothingSpeaksAgainstEquality) {
  EXPECT_EQ(mcnemar_p_value({0, 0, 10}), 1);
  EXPECT_EQ(mcnemar_p_value({7, 7, 20}), 1);
  EXPECT_EQ(mcnemar_p_value({7, 8, 20}), 1);
}

TEST(McNemar, RejectsTrueHypothesesNoMoreOftenThanItSays) {
  constexpr int repetitions = 10'000;
  std::mt19937_64 random(1947);
  for (const unsigned discordant : {15U, 60U, 400U}) {
    std::binomial_distribution<std::uint64_t> draw(discordant, 0.5);
    int rejected = 0;
    for (int i = 0; i < repetitions; ++i) {
      const std::uint64_t only_a = draw(random);
      rejected += mcnemar_p_value({only_a, discordant - only_a, 1'000}) <= 0.05;
    }
    EXPECT_LE(rejected, 0.055 * repetitions) << discordant;
    EXPECT_GE(rejected, 0.025 * repetitions) << discordant;
  }
}

}  // namespace
}  // namespace marginwalk::estimate::mcnemar_test
