#include "sim/paths/variance_step.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/support/sample_mean.hpp"

namespace marginwalk::paths::variance_step_test {
namespace {

constexpr double day = 1.0 / 365;

struct Case {
  double v, theta, reversion, vol_of_variance, years;
  bool quadratic;  ///< which of the two branches

  [[nodiscard]] VarianceStep step() const { return {v, theta, reversion, vol_of_variance, years}; }

  // Of a square-root diffusion: Cox, Ingersoll, Ross, Econometrica 53, 1985, equation 19.
  [[nodiscard]] double kept() const { return std::exp(-reversion * years); }
  [[nodiscard]] double mean() const { return v * kept() + theta * (1 - kept()); }
  [[nodiscard]] double variance() const {
    const double s2 = vol_of_variance * vol_of_variance / reversion;
    return v * s2 * (kept() - kept() * kept()) + theta * s2 / 2 * (1 - kept()) * (1 - kept());
  }
};

const Case cases[] = {
    {0.5, 0.5, 4, 1.2, day, true},       {0.36, 0.5, 4, 1.2, 7 * day, true},
    {0.05, 0.5, 2, 2.5, day / 24, true}, {1.5, 0.4, 10, 3, day, true},
    {0.002, 0.5, 4, 3, day, false},      {0, 0.5, 4, 3, day, false},
    {0.3, 0.3, 1, 3, 90 * day, false},   {0.02, 0.04, 0.5, 1, 1, false},
};

TEST(VarianceStep, CasesAreInBothBranches) {
  for (const Case& row : cases) {
    EXPECT_EQ(row.variance() / (row.mean() * row.mean()) <= 1.5, row.quadratic) << row.v;
    if (!row.quadratic) {
      EXPECT_EQ(row.step()(-6), 0) << row.v;
    }
  }
}

// ln E e^(a v') has mean and variance as its first two derivatives at 0.
TEST(VarianceStep, CumulantsAreThoseOfTheDiffusion) {
  for (const Case& row : cases) {
    const VarianceStep step = row.step();
    const double h = 1e-3 / std::sqrt(row.variance());
    const auto f = [&](double a) { return step.log_mean_growth(a); };
    const double first = (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
    const double second = (16 * (f(h) + f(-h)) - (f(2 * h) + f(-2 * h)) - 30 * f(0)) / (12 * h * h);
    EXPECT_EQ(f(0), 0);
    EXPECT_NEAR(first / row.mean(), 1, 1e-8) << row.v;
    EXPECT_NEAR(second / row.variance(), 1, 1e-5) << row.v;
  }
}

TEST(VarianceStep, SamplesHaveMeanVarianceAndGrowth) {
  for (const Case& row : cases) {
    std::mt19937_64 engine(17);
    std::normal_distribution<double> normal;
    const VarianceStep step = row.step();
    const double deviation = std::sqrt(row.variance());
    const double down = -0.7 / deviation, up = 0.1 / deviation;
    ASSERT_TRUE(step.has_mean_growth(down) && step.has_mean_growth(2 * up)) << row.v;
    test::SampleMean mean, square, fall, rise;
    for (int i = 0; i < 100'000; ++i) {
      const double v = step(normal(engine));
      ASSERT_GE(v, 0);
      mean.add(v);
      square.add((v - row.mean()) * (v - row.mean()));
      fall.add(std::exp(down * v - step.log_mean_growth(down)));
      rise.add(std::exp(up * v - step.log_mean_growth(up)));
    }
    EXPECT_LT(mean.errors_from(row.mean()), 3) << row.v;
    EXPECT_LT(square.errors_from(row.variance()), 3) << row.v;
    EXPECT_LT(fall.errors_from(1), 3) << row.v;
    EXPECT_LT(rise.errors_from(1), 3) << row.v;
  }
}

TEST(VarianceStep, GrowthHasNoMeanPastItsPole) {
  // Quadratic: 1 / (2 a_) = (1 + b^2) / (2 mean). Where nothing is uncertain, it always has one.
  const Case quadratic = cases[0];
  const double half_inverse_psi = quadratic.mean() * quadratic.mean() / quadratic.variance();
  const double inverse = 2 * half_inverse_psi;
  const double b2 = inverse - 1 + std::sqrt(inverse * (inverse - 1));
  const double pole = (1 + b2) / (2 * quadratic.mean());
  EXPECT_TRUE(quadratic.step().has_mean_growth(pole * 0.999));
  EXPECT_FALSE(quadratic.step().has_mean_growth(pole * 1.001));

  const Case other = cases[4];
  const double psi = other.variance() / (other.mean() * other.mean());
  const double rate = 2 / (other.mean() * (psi + 1));
  EXPECT_TRUE(other.step().has_mean_growth(rate * 0.999));
  EXPECT_FALSE(other.step().has_mean_growth(rate * 1.001));
  EXPECT_TRUE(VarianceStep(0.4, 0.5, 4, 0, day).has_mean_growth(1e6));
}

TEST(VarianceStep, WithoutVolatilityOfVarianceItIsItsMean) {
  const Case steady{0.4, 0.5, 4, 0, 7 * day, true};
  for (const double normal : {-5.0, 0.0, 2.0}) {
    EXPECT_NEAR(steady.step()(normal), steady.mean(), 1e-15);
  }
  EXPECT_NEAR(steady.step().log_mean_growth(-3), -3 * steady.mean(), 1e-15);
  // With a little, v' is its mean + a normal.
  const Case nearly{0.4, 0.5, 4, 1e-4, 7 * day, true};
  const double deviation = std::sqrt(nearly.variance());
  for (const double normal : {-5.0, 0.0, 2.0}) {
    EXPECT_NEAR(nearly.step()(normal), nearly.mean() + deviation * normal, 1e-8);
  }
}

TEST(VarianceStep, RisesWithItsVariate) {
  for (const Case& row : cases) {
    double previous = 0;
    for (double normal = -1; normal < 6; normal += 0.1) {
      const double v = row.step()(normal);
      EXPECT_GE(v, previous) << row.v << " at " << normal;
      previous = v;
    }
  }
}

}  // namespace
}  // namespace marginwalk::paths::variance_step_test
