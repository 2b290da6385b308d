#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tests/sim/paths/laws.hpp"
#include "tests/support/law_walk.hpp"
#include "tests/support/sample_mean.hpp"

namespace marginwalk::paths::course_heston_test {
namespace {

using test::LawWalk;
using test::SampleMean;

constexpr std::uint64_t seed = 23;
constexpr double v0 = 0.3, theta = 0.36, reversion = 6, vol_of_variance = 1.2, rho = -0.6;

Heston one_variance() { return {{v0}, {reversion}, {vol_of_variance}, {rho}, 0, {}, {}}; }

ModelParameters one_heston(std::uint32_t period) {
  ModelParameters parameters = one_asset(std::sqrt(theta));
  parameters.variance = one_variance();
  parameters.period = period;
  return parameters;
}

/// The variance of the period at hand.
double variance(const LawWalk& walk) {
  return walk.now().scale[0] * walk.now().scale[0] / (1 - rho * rho);
}

/// Mean and variance of a square-root diffusion after a time.
double mean_after(double years) { return theta + (v0 - theta) * std::exp(-reversion * years); }
double variance_after(double years) {
  const double kept = std::exp(-reversion * years);
  const double s2 = vol_of_variance * vol_of_variance / reversion;
  return v0 * s2 * (kept - kept * kept) + theta * s2 / 2 * (1 - kept) * (1 - kept);
}

TEST(CourseHestonSlow, MeanAndAutocovarianceOfVarianceAreTheDiffusions) {
  for (const std::uint32_t period : {a_day, 4 * an_hour}) {
    const Law law(one_heston(period), {}, 0);
    LawWalk walk(law, seed);
    const std::array<std::uint32_t, 4> days{1, 5, 10, 30};
    std::array<SampleMean, 4> mean, with_fifth;
    for (std::uint64_t path = 0; path < (period == a_day ? 20'000 : 5'000); ++path) {
      walk.begin(path);
      double fifth = 0;
      for (std::size_t k = 0; k < days.size(); ++k) {
        walk.go_to(days[k] * a_day);
        const double v = variance(walk), excess = v - mean_after(days[k] * years_of_day);
        mean[k].add(v);
        if (days[k] == 5) fifth = excess;
        if (days[k] >= 5) with_fifth[k].add(fifth * excess);
      }
    }
    for (std::size_t k = 0; k < days.size(); ++k) {
      EXPECT_LT(mean[k].errors_from(mean_after(days[k] * years_of_day)), 3) << days[k];
      if (days[k] < 5) continue;
      const double covariance =
          variance_after(5 * years_of_day) * std::exp(-reversion * (days[k] - 5) * years_of_day);
      EXPECT_LT(with_fifth[k].errors_from(covariance), 3) << days[k];
    }
  }
}

// Over one period from v: of the return's variance (1 - rho^2) v dt + (rho / vol)^2 Var v', the
// second part comes with v'.
TEST(CourseHeston, ReturnsAreCorrelatedWithVariance) {
  const Law law(one_heston(an_hour), {}, 0);
  LawWalk walk(law, seed);
  const double years = 1.0 / 8760;
  const double deviation = std::sqrt(variance_after(years));
  const double weight = rho / vol_of_variance * deviation;
  const double spread = std::sqrt((1 - rho * rho) * v0 * years + weight * weight);
  EXPECT_NEAR(weight / spread, rho, 0.001);
  SampleMean product, square;
  for (std::uint64_t path = 0; path < 50'000; ++path) {
    walk.begin(path);
    const double drift = walk.now().drift[0] * years;
    walk.next();
    // The step's mean is less than 0 by half of its variance, but for what is of higher order.
    const double x = (walk.logarithms()[0] - drift + weight * weight / 2) / spread;
    product.add(x * (variance(walk) - mean_after(years)) / deviation);
    square.add(x * x);
  }
  EXPECT_LT(product.errors_from(weight / spread), 3);
  EXPECT_LT(square.errors_from(1), 3);
}

TEST(CourseHeston, AssetsShareVarianceShocks) {
  ModelParameters parameters = two_assets();
  Heston both = heston();
  both.common = 0.7;
  parameters.variance = both;
  parameters.period = an_hour;
  const Law law(parameters, {}, 0);
  LawWalk walk(law, seed);
  const double years = 1.0 / 8760;
  SampleMean product;
  std::array<SampleMean, 2> square;
  for (std::uint64_t path = 0; path < 50'000; ++path) {
    walk.begin(path);
    walk.next();
    std::array<double, 2> shock{};
    for (const std::size_t i : {0U, 1U}) {
      const double v = walk.now().scale[i] * walk.now().scale[i] /
                       (1 - both.correlation[i] * both.correlation[i]);
      const double kept = std::exp(-both.reversion[i] * years);
      const double vol = parameters.volatility[i];
      const double mean = vol * vol + (both.initial[i] - vol * vol) * kept;
      shock[i] = (v - mean) / (both.vol_of_variance[i] * std::sqrt(both.initial[i] * years));
      square[i].add(shock[i] * shock[i]);
    }
    product.add(shock[0] * shock[1]);
  }
  EXPECT_NEAR(product.mean(), 0.7, 0.01 + 3 * product.error());
  for (const SampleMean& each : square) EXPECT_NEAR(each.mean(), 1, 0.01 + 3 * each.error());
}

// With jumps of rate l and mean m at the ends of periods, E v' = theta + (E v - theta) kept + l m
// dt.
TEST(CourseHestonSlow, VarianceJumpsLiftTheMean) {
  constexpr double rate = 40, mean_jump = 0.25;
  for (const std::uint32_t period : {a_day, 6 * an_hour}) {
    ModelParameters parameters = one_heston(period);
    Heston variance_jumps = one_variance();
    variance_jumps.variance_jump = {mean_jump};
    variance_jumps.jump_share = {-0.3};
    parameters.variance = variance_jumps;
    parameters.jumps = {{rate, NormalSize{-0.02, 0.05}, {1}, {0}},
                        {rate, NormalSize{0, 0.05}, {1}, {0}}};  // the second has no variance jumps
    const Law law(parameters, {}, 0);
    LawWalk walk(law, seed);
    const double years = period / random::seconds_per_year;
    double expected = v0;
    for (std::uint32_t end = period; end <= a_month; end += period) {
      expected =
          theta + (expected - theta) * std::exp(-reversion * years) + rate * mean_jump * years;
    }
    SampleMean mean;
    for (std::uint64_t path = 0; path < (period == a_day ? 20'000 : 5'000); ++path) {
      walk.begin(path);
      walk.go_to(a_month);
      mean.add(variance(walk));
    }
    EXPECT_LT(mean.errors_from(expected), 3) << period << ": " << mean.mean() << " " << expected;
  }
}

TEST(CourseHeston, VarianceJumpsEnterAtTheirPeriodsEnd) {
  ModelParameters parameters = one_heston(a_day);
  Heston variance_jumps = one_variance();
  parameters.jumps = {{100, NormalSize{-0.02, 0.05}, {1}, {0}}};
  const Law without(parameters, {}, 0);
  variance_jumps.variance_jump = {0.25};
  variance_jumps.jump_share = {-0.3};
  parameters.variance = variance_jumps;
  const Law with(parameters, {}, 0);
  LawWalk plain(without, seed), jumping(with, seed);
  int seen = 0;
  for (std::uint64_t path = 0; path < 50; ++path) {
    plain.begin(path);
    jumping.begin(path);
    double jumps = 0;
    while (jumps == 0) {
      plain.next();
      for (const Jump& jump : jumping.next().jumps) jumps += jump.variance;
      ASSERT_NEAR(variance(jumping), variance(plain) + 0.25 * jumps, 1e-12) << path;
    }
    ++seen;
  }
  EXPECT_EQ(seen, 50);
}

TEST(CourseHeston, WithoutVolatilityOfVarianceReturnsAreNormal) {
  ModelParameters parameters = one_heston(a_day);
  Heston steady = one_variance();
  steady.vol_of_variance = {0};
  steady.correlation = {0};
  steady.initial = {theta};
  parameters.variance = steady;
  const Law law(parameters, {}, 0);
  LawWalk walk(law, seed);
  const Gbm gbm(one_asset(std::sqrt(theta)));
  const random::BrownianTree tree(seed, 1);
  for (std::uint64_t path = 0; path < 5; ++path) {
    walk.begin(path);
    walk.go_to(a_month);
    std::array<double, 1> expected{};
    gbm(30 * years_of_day, tree.at(path, a_month), expected);
    EXPECT_NEAR(walk.logarithms()[0], expected[0], 1e-12);
  }
}

}  // namespace
}  // namespace marginwalk::paths::course_heston_test
