#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tests/sim/paths/laws.hpp"
#include "tests/support/law_walk.hpp"
#include "tests/support/sample_mean.hpp"

namespace marginwalk::paths::course_regimes_test {
namespace {

using test::LawWalk;
using test::SampleMean;

constexpr std::uint64_t seed = 24;

ModelParameters with(const Regimes& regimes) {
  ModelParameters parameters = two_assets();
  parameters.variance = regimes;
  return parameters;
}

TEST(CourseRegimesSlow, SharesOfTimeAreStationary) {
  Regimes regimes = quiet_and_wild();
  for (const double first_wild : {0.2, 0.0, 1.0}) {
    regimes.start = {1 - first_wild, first_wild};
    const Law law(with(regimes), {}, 0);
    LawWalk walk(law, seed);
    SampleMean first, fifth, late;
    for (std::uint64_t path = 0; path < 10'000; ++path) {
      walk.begin(path);
      double wild = 0;
      for (int day = 0; day < 60; ++day) {
        const double now = walk.now().map == 1 ? 1 : 0;
        if (day == 0) first.add(now);
        if (day == 5) fifth.add(now);
        if (day >= 50) wild += now;
        ASSERT_EQ(walk.next().map == 1, now == 1);
      }
      late.add(wild / 10);
    }
    if (first_wild == 0.2) {
      EXPECT_LT(first.errors_from(0.2), 3);
    } else {
      EXPECT_EQ(first.mean(), first_wild);
    }
    // The distance from 0.2 shrinks by the second eigenvalue, 0.75, every day.
    EXPECT_LT(fifth.errors_from(0.2 + (first_wild - 0.2) * std::pow(0.75, 5)), 3) << first_wild;
    EXPECT_LT(late.errors_from(0.2), 3) << first_wild;
  }
}

TEST(CourseRegimes, TransitionsAreAsFrequentAsStated) {
  // Three regimes, one of which is never left for the first.
  Regimes regimes = quiet_and_wild();
  regimes.regimes.push_back({"middle", {0.7, 0.7}, two(0.5)});
  regimes.transition = Matrix(3, 3);
  regimes.transition << 0.7, 0.1, 0.2, 0.25, 0.5, 0.25, 0, 0.6, 0.4;
  regimes.start = {0.3, 0.3, 0.4};
  ModelParameters parameters = with(regimes);
  parameters.period = 12 * an_hour;
  const Law law(parameters, {}, 0);
  LawWalk walk(law, seed);
  std::array<std::array<SampleMean, 3>, 3> to;
  for (std::uint64_t path = 0; path < 2'000; ++path) {
    walk.begin(path);
    for (int period = 0; period < 40; ++period) {
      const std::size_t from = walk.now().map;
      walk.next();
      for (const std::size_t k : {0U, 1U, 2U}) to[from][k].add(walk.now().map == k ? 1 : 0);
    }
  }
  for (const std::size_t from : {0U, 1U, 2U}) {
    for (const std::size_t k : {0U, 1U, 2U}) {
      const double stated =
          regimes.transition(static_cast<Eigen::Index>(from), static_cast<Eigen::Index>(k));
      if (stated == 0) {
        EXPECT_EQ(to[from][k].mean(), 0);
      } else {
        EXPECT_LT(to[from][k].errors_from(stated), 3) << from << " to " << k;
      }
    }
  }
}

TEST(CourseRegimes, EachHasItsVarianceAndCorrelation) {
  const Regimes regimes = quiet_and_wild();
  const Law law(with(regimes), {}, 0);
  LawWalk walk(law, seed);
  std::array<std::array<SampleMean, 2>, 2> variance;
  std::array<SampleMean, 2> product;
  for (std::uint64_t path = 0; path < 4'000; ++path) {
    walk.begin(path);
    std::vector<double> last(2, 0);
    for (int day = 0; day < 30; ++day) {
      const Coefficients ended = walk.next();
      std::array<double, 2> z{};
      for (const std::size_t i : {0U, 1U}) {
        const double volatility = regimes.regimes[ended.map].volatility[i];
        const double years = years_of_day;
        ASSERT_NEAR(ended.drift[i], -volatility * volatility / 2, 1e-12);
        z[i] = (walk.logarithms()[i] - last[i] + volatility * volatility / 2 * years) /
               (volatility * std::sqrt(years));
        variance[ended.map][i].add(z[i] * z[i]);
      }
      product[ended.map].add(z[0] * z[1]);
      last = walk.logarithms();
    }
  }
  for (const std::size_t k : {0U, 1U}) {
    for (const std::size_t i : {0U, 1U}) EXPECT_LT(variance[k][i].errors_from(1), 3) << k << i;
    EXPECT_LT(product[k].errors_from(k == 0 ? 0.3 : 0.9), 3) << k;
  }
}

}  // namespace
}  // namespace marginwalk::paths::course_regimes_test
