#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <map>

#include "sim/paths/shock_moves.hpp"
#include "tests/support/law_walk.hpp"

namespace marginwalk::paths::shock_test {
namespace {

constexpr std::uint32_t hour = 3600;
constexpr std::uint32_t day = 86'400;

TEST(Shock, BeginsAtAnyWholeHourOfItsWindowWithEqualChanceOrNotAtAll) {
  Shock shock;
  shock.probability = .4;
  shock.earliest = 2 * hour;
  shock.latest = 11 * hour;  // ten hours
  constexpr int paths = 40'000;
  std::map<std::uint32_t, int> counts;
  for (int path = 0; path < paths; ++path) {
    ++counts[draw_shocks({shock}, 7, static_cast<std::uint64_t>(path))[0]];
  }
  EXPECT_EQ(counts.size(), 11U);
  const auto expect_share = [&](std::uint32_t begin, double share) {
    const double deviation = std::sqrt(paths * share * (1 - share));
    EXPECT_NEAR(counts[begin], paths * share, 4 * deviation) << begin;
  };
  expect_share(never, .6);
  for (std::uint32_t h = 2; h <= 11; ++h) expect_share(h * hour, .04);
}

TEST(Shock, MovesInEqualStepsThatSumToTheMoveAcrossMidnight) {
  Shock shock;
  shock.parts.resize(2);
  shock.parts[0].after = 30 * 60;
  shock.parts[0].over = 3 * hour;
  shock.parts[0].move = {-.3, .1};
  shock.parts[1].after = 0;
  shock.parts[1].over = 5 * 60;
  shock.parts[1].move = {-.05, 0};
  std::vector<Jump> jumps;
  append_shock_moves({shock}, {23 * hour}, 0, jumps);
  const std::size_t first_day = jumps.size();
  append_shock_moves({shock}, {23 * hour}, 1, jumps);
  double sums[2] = {0, 0};
  std::uint32_t last = 0;
  for (const Jump& jump : jumps) {
    EXPECT_EQ(jump.seconds % 60, 0U);
    for (std::size_t i = 0; i < 2; ++i) sums[i] += jump.size[i];
    last = std::max(last, jump.seconds);
  }
  EXPECT_NEAR(sums[0], -.35, 1e-12);
  EXPECT_NEAR(sums[1], .1, 1e-12);
  EXPECT_EQ(jumps.size(), 96U + 5U);
  EXPECT_GT(first_day, 5U);
  EXPECT_EQ(last, 26 * hour + 30 * 60);
}

TEST(Shock, VolatilityHoldsInTheWindowAndDecaysByHalf) {
  Shock shock;
  shock.parts.resize(1);
  shock.parts[0].after = hour;
  shock.parts[0].over = 2 * hour;
  shock.parts[0].volatility = 5;
  shock.parts[0].half_life = 4 * hour;
  const auto at = [&](std::uint32_t seconds) {
    return shocked_volatility({shock}, {10 * hour}, seconds);
  };
  const std::pair<std::uint32_t, double> rows[] = {{9 * hour, 1},   {10 * hour, 1}, {11 * hour, 5},
                                                   {13 * hour, 5},  {17 * hour, 3}, {21 * hour, 2},
                                                   {25 * hour, 1.5}};
  for (const auto& [seconds, multiplier] : rows) EXPECT_NEAR(at(seconds), multiplier, 1e-12);
  EXPECT_EQ(shocked_volatility({shock}, {never}, 12 * hour), 1);
}

/// ln growth over each of two days, of two assets, under a law.
std::array<std::vector<double>, 4> two_days(const ModelParameters& parameters, int paths) {
  const Law law(parameters, {}, 0);
  test::LawWalk walk(law, 5);
  std::array<std::vector<double>, 4> growth;
  for (int path = 0; path < paths; ++path) {
    walk.begin(static_cast<std::uint64_t>(path));
    std::vector<double> before(2);
    for (std::uint32_t d = 0; d < 2; ++d) {
      walk.go_to((d + 1) * day);
      for (std::size_t i = 0; i < 2; ++i) {
        growth[2 * d + i].push_back(walk.logarithms()[i] - before[i]);
      }
      before = walk.logarithms();
    }
  }
  return growth;
}

double covariance(const std::vector<double>& a, const std::vector<double>& b) {
  double sum_a = 0;
  double sum_b = 0;
  double products = 0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    sum_a += a[k];
    sum_b += b[k];
    products += a[k] * b[k];
  }
  const auto n = static_cast<double>(a.size());
  return products / n - sum_a / n * (sum_b / n);
}

TEST(Shock, MultipliesVarianceAndPullsCorrelationOfTheDaysThatItHolds) {
  ModelParameters parameters{{0, 0}, {.6, .9}, Matrix::Identity(2, 2)};
  parameters.correlation(0, 1) = parameters.correlation(1, 0) = .2;
  Shock shock;
  shock.earliest = shock.latest = day;  // from the second day on
  shock.parts.resize(1);
  shock.parts[0].over = 2 * day;
  shock.parts[0].volatility = 2;
  shock.parts[0].towards_one = .75;
  parameters.shocks = {shock};
  constexpr int paths = 40'000;
  const auto growth = two_days(parameters, paths);
  const double tolerance = 4 * std::sqrt(2.0 / paths);  // of a variance, relative
  for (std::size_t i = 0; i < 2; ++i) {
    const double daily = parameters.volatility[i] * parameters.volatility[i] / 365;
    EXPECT_NEAR(covariance(growth[i], growth[i]) / daily, 1, tolerance);
    EXPECT_NEAR(covariance(growth[2 + i], growth[2 + i]) / daily, 4, 4 * tolerance);
  }
  const auto correlation = [&](std::size_t d) {
    return covariance(growth[2 * d], growth[2 * d + 1]) /
           std::sqrt(covariance(growth[2 * d], growth[2 * d]) *
                     covariance(growth[2 * d + 1], growth[2 * d + 1]));
  };
  EXPECT_NEAR(correlation(0), .2, 4 / std::sqrt(paths));
  EXPECT_NEAR(correlation(1), .25 * .2 + .75, 4 / std::sqrt(paths));
}

}  // namespace
}  // namespace marginwalk::paths::shock_test
