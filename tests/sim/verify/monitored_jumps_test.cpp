#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <functional>
#include <limits>

#include "sim/verify/kou_passage.hpp"
#include "sim/verify/monitored_passage.hpp"

namespace marginwalk::verify::monitored_jumps_test {
namespace {

constexpr double month = 30.0 / 365;
const Merton merton{0.6, {20, -0.02, 0.06}};
const Kou kou{0.6, {20, 0.4, 0.04, 0.05}};
const Barriers below{std::log(0.8)};
const Barriers above{-std::numeric_limits<double>::infinity(), std::log(1.25)};
const Barriers both{std::log(0.8), std::log(1.25)};

template <typename Law>
void expect_finer_quadrature_changes_nothing(const Law& law) {
  for (const int steps : {2, 30, 240}) {
    const StepLaw step = step_of(law, month / steps);
    for (const Barriers& barriers : {below, above, both}) {
      const double touched = monitored(step, barriers, steps);
      EXPECT_NEAR(monitored(step, barriers, steps, {3, 15}), touched, 1e-10) << steps;
      EXPECT_NEAR(monitored(step, barriers, steps, {1.5, 10}), touched, 1e-10) << steps;
    }
  }
}

TEST(MonitoredJumps, FinerQuadratureChangesNothingWithJumps) {
  expect_finer_quadrature_changes_nothing(merton);
  expect_finer_quadrature_changes_nothing(kou);
}

TEST(MonitoredJumps, OneStepEndsBeyondEitherBarrier) {
  const StepLaw step = step_of(merton, month);
  EXPECT_NEAR(monitored(step, below, 1), step.below(below.lower), 1e-15);
  EXPECT_NEAR(monitored(step, above, 1), step.above(above.upper), 1e-15);
  EXPECT_NEAR(monitored(step, both, 1), step.below(both.lower) + step.above(both.upper), 1e-15);
}

TEST(MonitoredJumps, TwoStepsByAnotherQuadrature) {
  const auto integral =
      boost::math::quadrature::gauss_kronrod<double, 61>::integrate<std::function<double(double)>>;
  for (const StepLaw& step : {step_of(merton, month / 2), step_of(kou, month / 2)}) {
    const auto at_once = [&](double x) {
      return step.below(both.lower - x) + step.above(both.upper - x);
    };
    const double later = integral([&](double x) { return step.density(x) * at_once(x); },
                                  both.lower, both.upper, 10, 1e-12, nullptr, nullptr);
    EXPECT_NEAR(monitored(step, both, 2), at_once(0) + later, 1e-10);
  }
}

TEST(MonitoredJumps, WithoutJumpsAllLawsAreAlike) {
  const double touched = monitored(FirstPassage{0.6, 0, -0.2, month}, 30);
  EXPECT_NEAR(monitored(step_of(Merton{0.6, {}}, month / 30), below, 30), touched, 1e-13);
  EXPECT_NEAR(monitored(step_of(Kou{0.6, {0, 0.4, 0.04, 0.05}}, month / 30), below, 30), touched,
              1e-13);
}

TEST(MonitoredJumps, OfTwoBarriersContainsThatOfEither) {
  const StepLaw step = step_of(kou, month / 30);
  const double lower = monitored(step, below, 30);
  const double upper = monitored(step, above, 30);
  const double either = monitored(step, both, 30);
  EXPECT_GT(either, std::max(lower, upper));
  EXPECT_LT(either, lower + upper);
  EXPECT_NEAR(monitored(step, {below.lower, 4}, 30), lower, 1e-12);
  EXPECT_NEAR(monitored(step, {-4, above.upper}, 30), upper, 1e-12);
}

/// Probability that a Brownian motion leaves (lower, upper) before the horizon, from its density
/// inside as a series of sines, of which each is integrated.
double leaves(double volatility, double drift, const Barriers& barriers, double years) {
  const double depth = barriers.upper - barriers.lower;
  const double variance = volatility * volatility;
  const double c = drift / variance;
  double stays = 0;
  for (int n = 1; n < 200; ++n) {
    const double w = n * std::acos(-1.0) / depth;
    const double sign = n % 2 == 0 ? 1 : -1;
    stays += 2 / depth * std::sin(-w * barriers.lower) *
             std::exp(c * barriers.lower - (w * w * variance + drift * c) * years / 2) * w *
             (1 - sign * std::exp(c * depth)) / (c * c + w * w);
  }
  return 1 - stays;
}

/// Broadie, Glasserman and Kou's shift of both barriers away from the start.
Barriers shifted(const Barriers& barriers, double step_deviation) {
  const double shift = monitoring_shift * step_deviation;
  return {barriers.lower - shift, barriers.upper + shift};
}

TEST(MonitoredJumps, BetweenTwoBarriersApproachesTheSeriesOfSines) {
  const double drift = -0.7 * 0.7 / 2;
  double previous_error = 0;
  for (const int steps : {10, 40, 160, 640}) {
    const double deviation = 0.7 * std::sqrt(month / steps);
    const StepLaw step = normal_step(drift * month / steps, deviation);
    const double touched = monitored(step, both, steps);
    EXPECT_LT(touched, leaves(0.7, drift, both, month));
    const double error = leaves(0.7, drift, shifted(both, deviation), month) - touched;
    // What the shift leaves is of the order of one step: 0.011 of 10 steps, 0.00018 of 640.
    if (steps > 10) {
      EXPECT_NEAR(previous_error / error, 4, 0.15) << steps << " steps";
    }
    EXPECT_LT(std::abs(error), 0.13 / steps) << steps << " steps";
    previous_error = error;
  }
}

// The transform of Kou and Wang, too, once the barrier is moved; jumps need no shift of their own
// (Dia and Lamberton, Continuity correction for barrier options in jump-diffusion models, SIAM
// Journal on Financial Mathematics 2, 2011).
TEST(MonitoredJumps, OfKouApproachesTheInvertedTransform) {
  for (const double side : {-1.0, 1.0}) {
    const Barriers& barriers = side < 0 ? below : above;
    const KouPassage passage = passage_of(kou, side < 0 ? -0.2 : 0.25, month);
    double previous_error = 1;
    for (const int steps : {45, 180, 720}) {
      const double step_years = month / steps;
      KouPassage moved = passage;
      moved.level += side * monitoring_shift * kou.volatility * std::sqrt(step_years);
      const double touched = monitored(step_of(kou, step_years), barriers, steps);
      const double error = std::abs(touched - continuous(moved));
      EXPECT_LT(touched, continuous(passage)) << steps << " steps";
      EXPECT_LT(error, previous_error / 3) << steps << " steps";
      previous_error = error;
    }
    EXPECT_LT(previous_error, 5e-5);
  }
}

}  // namespace
}  // namespace marginwalk::verify::monitored_jumps_test
