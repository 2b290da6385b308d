#include "sim/verify/step_law.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>

#include "sim/verify/option_price.hpp"

namespace marginwalk::verify::step_law_test {
namespace {

constexpr double hour = 1.0 / 8760;
constexpr double day = 1.0 / 365;
const Merton merton{0.6, {20, -0.02, 0.06}};
const Kou kou{0.6, {20, 0.4, 0.04, 0.05}};

/// The integral of `weight` x density over panels of one deviation from `low` to `high`.
template <typename Weight>
double integral(const StepLaw& law, double low, double high, const Weight& weight) {
  double sum = 0;
  const auto integrand = [&](double x) { return weight(x) * law.density(x); };
  for (double x = low; x < high; x += law.deviation) {
    sum += boost::math::quadrature::gauss<double, 20>::integrate(integrand, x,
                                                                 std::min(x + law.deviation, high));
  }
  return sum;
}

void expect_consistent(const StepLaw& law) {
  const double low = -upward_reach(mirrored(law), 1, 34);
  const double high = upward_reach(law, 1, 34);
  EXPECT_NEAR(integral(law, low, high, [](double) { return 1.0; }), 1, 1e-12);
  EXPECT_NEAR(integral(law, low, high, [](double x) { return std::exp(x); }), 1, 1e-12);
  EXPECT_NEAR(law.cumulant(0), 0, 1e-15);
  EXPECT_NEAR(law.cumulant(1), 0, 1e-14);
  const double squared = integral(law, low, high, [](double x) { return std::exp(2 * x); });
  EXPECT_NEAR(law.cumulant(2), std::log(squared), 1e-12);
  for (const double x : {-0.3, -0.1, -0.01, 0.0, 0.02, 0.1, 0.3}) {
    EXPECT_NEAR(law.below(x), integral(law, low, x, [](double) { return 1.0; }), 1e-12) << x;
    EXPECT_NEAR(law.above(x), integral(law, x, high, [](double) { return 1.0; }), 1e-12) << x;
  }
}

TEST(StepLaw, HasOneDensityDistributionAndMoments) {
  for (const double years : {hour, day, 30 * day}) {
    expect_consistent(step_of(merton, years));
    expect_consistent(step_of(kou, years));
  }
  expect_consistent(normal_step(-0.02, 0.2));
}

TEST(StepLaw, DistributionIsThatOfTheCharacteristicFunction) {
  const CharacteristicFunction of_merton = [](Complex u) { return characteristic(merton, day, u); };
  const CharacteristicFunction of_kou = [](Complex u) { return characteristic(kou, day, u); };
  for (const double x : {-0.3, -0.1, -0.01, 0.0, 0.02, 0.1, 0.3}) {
    EXPECT_NEAR(step_of(merton, day).below(x), distribution(x, of_merton), 1e-12) << x;
    EXPECT_NEAR(step_of(kou, day).below(x), distribution(x, of_kou), 1e-12) << x;
  }
}

// The density of a normal and one exponential, from the law's description: what follows from at
// most two jumps, as more than that have a probability of 6e-11 in an hour.
TEST(StepLaw, OfKouIsAMixtureOfSums) {
  const Kou upwards{0.6, {6, 1, 0.04, 0.05}};
  const double mean = 0.04;
  const double deviation = 0.6 * std::sqrt(hour);
  const double drift = -deviation * deviation / 2 - 6 * hour * (1 / (1 - mean) - 1);
  const auto normal = [&](double x) {
    return std::exp(-x * x / (2 * deviation * deviation)) /
           (deviation * std::sqrt(2 * std::acos(-1.0)));
  };
  // The sum of n exponentials has the density x^(n - 1) exp(-x / mean) / ((n - 1)! mean^n).
  const auto with_jumps = [&](double x, int n) {
    double sum = 0;
    for (double jump = 0; jump < 1; jump += deviation) {
      sum += boost::math::quadrature::gauss<double, 20>::integrate(
          [&](double y) {
            const double density =
                n == 1 ? std::exp(-y / mean) / mean : y * std::exp(-y / mean) / (mean * mean);
            return density * normal(x - y);
          },
          jump, jump + deviation);
    }
    return sum;
  };
  const double expected_jumps = 6 * hour;
  const StepLaw step = step_of(upwards, hour);
  for (const double x : {-0.02, 0.0, 0.01, 0.1, 0.3}) {
    const double centred = x - drift;
    const double density =
        std::exp(-expected_jumps) * (normal(centred) + expected_jumps * with_jumps(centred, 1) +
                                     expected_jumps * expected_jumps / 2 * with_jumps(centred, 2));
    EXPECT_NEAR(step.density(x), density, 1e-8) << x;
  }
}

TEST(StepLaw, MirroredSwapsTheSides) {
  const StepLaw step = step_of(merton, day);
  const StepLaw other = mirrored(step);
  EXPECT_EQ(other.density(0.05), step.density(-0.05));
  EXPECT_EQ(other.above(0.05), step.below(-0.05));
  EXPECT_EQ(other.below(0.05), step.above(-0.05));
  EXPECT_EQ(other.cumulant(3), step.cumulant(-3));
}

// For a normal law the bound is sqrt(2 exponent) deviations; a coarse grid of tilts loses little.
TEST(StepLaw, ReachIsABoundAndNotFar) {
  const StepLaw normal = normal_step(0, 0.01);
  for (const int steps : {1, 100, 43'200}) {
    const double exact = 0.01 * std::sqrt(2 * 30.0 * steps);
    EXPECT_GE(upward_reach(normal, steps, 30), exact * (1 - 1e-12)) << steps;
    EXPECT_LE(upward_reach(normal, steps, 30), exact * 1.001) << steps;
  }
  for (const StepLaw& law : {step_of(merton, day), step_of(kou, day)}) {
    EXPECT_LE(law.above(upward_reach(law, 1, 10)), std::exp(-10));
    EXPECT_LE(law.below(-upward_reach(mirrored(law), 1, 10)), std::exp(-10));
  }
}

}  // namespace
}  // namespace marginwalk::verify::step_law_test
