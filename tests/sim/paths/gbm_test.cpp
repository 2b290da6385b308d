#include "sim/paths/gbm.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "sim/random/brownian_tree.hpp"

namespace marginwalk::paths::gbm_test {
namespace {

ModelParameters two_assets(double drift = 0) {
  Matrix correlation(2, 2);
  correlation << 1, 0.6, 0.6, 1;
  return {{drift, drift}, {0.7, 1.1}, correlation};
}

TEST(Gbm, IsItsFormula) {
  const Gbm gbm(two_assets(0.3));
  const std::array<float, 2> motion{0.25F, -0.5F};
  std::array<double, 2> logarithms{};
  gbm(0.5, motion, logarithms);
  EXPECT_NEAR(logarithms[0], (0.3 - 0.245) * 0.5 + 0.7 * 0.25, 1e-15);
  EXPECT_NEAR(logarithms[1], (0.3 - 0.605) * 0.5 + 1.1 * (0.6 * 0.25 - 0.8 * 0.5), 1e-15);
}

TEST(Gbm, MomentsOfLogReturnsAndTheMartingale) {
  // A week's returns from the tree: mean, variance and covariance of logarithms; mean of growth.
  constexpr int paths = 100'000;
  constexpr std::uint32_t week = 7 * random::seconds_per_day;
  const double years = week / random::seconds_per_year;
  const Gbm gbm(two_assets());
  const random::BrownianTree tree(5, 2);
  std::array<double, 2> sum{}, squares{}, growth_sum{}, growth_squares{};
  double product = 0;
  for (std::uint64_t path = 0; path < paths; ++path) {
    std::array<double, 2> logarithms{};
    gbm(years, tree.at(path, week), logarithms);
    std::array<double, 2> z{};
    for (const std::size_t i : {0U, 1U}) {
      const double volatility = i == 0 ? 0.7 : 1.1;
      const double mean = -volatility * volatility / 2 * years;
      z[i] = (logarithms[i] - mean) / (volatility * std::sqrt(years));
      sum[i] += z[i];
      squares[i] += z[i] * z[i];
      const double growth = std::exp(logarithms[i]);
      growth_sum[i] += growth;
      growth_squares[i] += growth * growth;
    }
    product += z[0] * z[1];
  }
  const double root = std::sqrt(paths);
  for (const std::size_t i : {0U, 1U}) {
    EXPECT_LT(std::abs(sum[i]) / root, 3) << i;
    EXPECT_LT(std::abs(squares[i] - paths) / (root * std::sqrt(2)), 3) << i;
    const double mean = growth_sum[i] / paths;
    const double error = std::sqrt((growth_squares[i] / paths - mean * mean) / paths);
    EXPECT_LT(std::abs(mean - 1) / error, 3) << i;
  }
  EXPECT_LT(std::abs(product - 0.6 * paths) / (root * std::sqrt(1 + 0.36)), 3);
}

}  // namespace
}  // namespace marginwalk::paths::gbm_test
