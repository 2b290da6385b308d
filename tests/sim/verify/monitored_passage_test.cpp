#include "sim/verify/monitored_passage.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <random>

#include "sim/verify/kou_passage.hpp"

namespace marginwalk::verify {
namespace {

constexpr double month = 30.0 / 365;

/// A martingale over 30 days, and the price at which a long that puts its whole account behind
/// leverage L meets a maintenance margin rate m of 0.5 %: return (m - 1 / L) / (1 - m).
FirstPassage long_at(double leverage) {
  const double maintenance = 0.005;
  return {0.7, 0, (maintenance - 1 / leverage) / (1 - maintenance), month};
}

double normal_cdf(double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; }

TEST(MonitoredPassage, Table) {
  struct Row {
    double leverage;
    double by_hour;
    double by_day;
  };
  const Row rows[] = {
      {10, 0.63320, 0.57903}, {5, 0.29831, 0.26377}, {3, 0.05332, 0.04472}, {2, 0.00079, 0.00061}};
  for (const Row& row : rows) {
    // Printed digits may be cut or rounded.
    EXPECT_NEAR(monitored(long_at(row.leverage), 720), row.by_hour, 1e-5) << row.leverage << "x";
    EXPECT_NEAR(monitored(long_at(row.leverage), 30), row.by_day, 1e-5) << row.leverage << "x";
  }
}

TEST(MonitoredPassage, FinerQuadratureChangesNothing) {
  for (const double leverage : {10.0, 2.0}) {
    for (const int steps : {2, 30, 720}) {
      const double touched = monitored(long_at(leverage), steps);
      EXPECT_NEAR(monitored(long_at(leverage), steps, {3, 20}), touched, 1e-10) << steps;
      EXPECT_NEAR(monitored(long_at(leverage), steps, {1.5, 10}), touched, 1e-10) << steps;
    }
  }
}

TEST(MonitoredPassage, CoarseQuadratureShows) {
  EXPECT_GT(std::abs(monitored(long_at(10), 30, {5, 5}) - monitored(long_at(10), 30)), 1e-6);
}

TEST(MonitoredPassage, OneStepIsTheNormalDistribution) {
  for (const double drift : {-3.0, 0.0, 3.0}) {
    const double deviation = 0.7 * std::sqrt(month);
    const double mean = (drift - 0.7 * 0.7 / 2) * month;
    EXPECT_NEAR(monitored({0.7, drift, -0.2, month}, 1),
                normal_cdf((std::log(0.8) - mean) / deviation), 1e-14);
    EXPECT_NEAR(monitored({0.7, drift, 0.2, month}, 1),
                normal_cdf((mean - std::log(1.2)) / deviation), 1e-14);
  }
}

// Sparre Andersen: a symmetric walk of n steps that starts at the barrier stays beyond it with
// probability (2n choose n) / 4^n, whatever the law of its steps.
TEST(MonitoredPassage, FromTheBarrierASymmetricWalkSurvivesBySparreAndersen) {
  double survival = 1;
  for (int n = 1; n <= 100; ++n) {
    survival *= (2.0 * n - 1) / (2.0 * n);
    const FirstPassage passage{0.7, 0.7 * 0.7 / 2, -1e-13, month};
    EXPECT_NEAR(monitored(passage, n), 1 - survival, 1e-10) << n << " steps";
  }
}

TEST(MonitoredPassage, WithoutDriftBothSidesAreAlike) {
  const double drift = 0.7 * 0.7 / 2;
  EXPECT_NEAR(monitored({0.7, drift, -0.2, month}, 30), monitored({0.7, drift, 0.25, month}, 30),
              1e-13);
}

TEST(MonitoredPassage, RisesWithVolatilityHorizonAndNearness) {
  for (const double side : {-1.0, 1.0}) {
    double previous = 0;
    for (double volatility = 0.3; volatility < 2; volatility += 0.2) {
      const double touched = monitored({volatility, 0, side * 0.2, month}, 30);
      EXPECT_GT(touched, previous) << "volatility " << volatility;
      previous = touched;
    }
    previous = 0;
    for (int days = 1; days <= 60; ++days) {
      const double touched = monitored({0.7, 0.5, side * 0.2, days / 365.0}, days);
      EXPECT_GT(touched, previous) << days << " days";
      previous = touched;
    }
    previous = 0;
    for (double distance = 0.5; distance > 0.01; distance -= 0.05) {
      const double touched = monitored({0.7, -0.5, side * distance, month}, 30);
      EXPECT_GT(touched, previous) << "distance " << distance;
      previous = touched;
    }
  }
}

TEST(MonitoredPassage, StaysBelowContinuousAndApproachesShifted) {
  for (const double side : {-1.0, 1.0}) {
    for (const double drift : {-1.0, 0.0, 1.0}) {
      const FirstPassage passage{0.7, drift, side * 0.1, month};
      double previous = 0;
      double previous_error = 1;
      for (const int steps : {10, 40, 160, 640}) {
        const double touched = monitored(passage, steps);
        const double error = std::abs(touched - shifted(passage, month / steps));
        EXPECT_GT(touched, previous) << steps << " steps";
        EXPECT_LT(touched, continuous(passage)) << steps << " steps";
        // Four times the steps halve an error of the order sqrt(step); this one shrinks faster.
        EXPECT_LT(error, previous_error / 3) << steps << " steps";
        previous = touched;
        previous_error = error;
      }
    }
  }
}

TEST(MonitoredPassage, SmallProbabilitiesKeepTheirDigits) {
  const FirstPassage passage{0.7, 0, -0.75, month};
  const double touched = monitored(passage, 720);
  EXPECT_LT(touched, 1e-10);
  EXPECT_NEAR(touched / shifted(passage, month / 720), 1, 0.01);
}

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

TEST(MonitoredPassage, FinerQuadratureChangesNothingWithJumps) {
  expect_finer_quadrature_changes_nothing(merton);
  expect_finer_quadrature_changes_nothing(kou);
}

TEST(MonitoredPassage, OneStepEndsBeyondEitherBarrier) {
  const StepLaw step = step_of(merton, month);
  EXPECT_NEAR(monitored(step, below, 1), step.below(below.lower), 1e-15);
  EXPECT_NEAR(monitored(step, above, 1), step.above(above.upper), 1e-15);
  EXPECT_NEAR(monitored(step, both, 1), step.below(both.lower) + step.above(both.upper), 1e-15);
}

TEST(MonitoredPassage, TwoStepsByAnotherQuadrature) {
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

TEST(MonitoredPassage, WithoutJumpsAllLawsAreAlike) {
  const double touched = monitored(FirstPassage{0.6, 0, -0.2, month}, 30);
  EXPECT_NEAR(monitored(step_of(Merton{0.6, {}}, month / 30), below, 30), touched, 1e-13);
  EXPECT_NEAR(monitored(step_of(Kou{0.6, {0, 0.4, 0.04, 0.05}}, month / 30), below, 30), touched,
              1e-13);
}

TEST(MonitoredPassage, OfTwoBarriersContainsThatOfEither) {
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

TEST(MonitoredPassage, BetweenTwoBarriersApproachesTheSeriesOfSines) {
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
TEST(MonitoredPassage, OfKouApproachesTheInvertedTransform) {
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

/// One interval's change, drawn from the description of the law and not from its transform.
class Walker {
 public:
  double step(const Merton& law, double years) {
    const NormalJumps& jumps = law.jumps;
    const double growth = std::expm1(jumps.mean + jumps.deviation * jumps.deviation / 2);
    double change = diffused(law.volatility, jumps.rate * growth, years);
    for (int n = count(jumps.rate * years); n > 0; --n) {
      change += jumps.mean + jumps.deviation * normal_(engine_);
    }
    return change;
  }

  double step(const Kou& law, double years) {
    const ExponentialJumps& jumps = law.jumps;
    const double p = jumps.up_probability;
    const double growth = p / (1 - jumps.up_mean) + (1 - p) / (1 + jumps.down_mean) - 1;
    double change = diffused(law.volatility, jumps.rate * growth, years);
    for (int n = count(jumps.rate * years); n > 0; --n) {
      const bool up = uniform_(engine_) < p;
      change +=
          up ? jumps.up_mean * exponential_(engine_) : -jumps.down_mean * exponential_(engine_);
    }
    return change;
  }

 private:
  double diffused(double volatility, double growth_of_jumps, double years) {
    return (-volatility * volatility / 2 - growth_of_jumps) * years +
           volatility * std::sqrt(years) * normal_(engine_);
  }
  int count(double mean) { return std::poisson_distribution<int>(mean)(engine_); }

  std::mt19937_64 engine_{20261122};
  std::normal_distribution<double> normal_;
  std::uniform_real_distribution<double> uniform_;
  std::exponential_distribution<double> exponential_;
};

template <typename Law>
void expect_simulation_agrees(const Law& law) {
  constexpr int paths = 50'000;
  constexpr int steps = 30;
  Walker walker;
  int touched_lower = 0;
  int touched_either = 0;
  for (int path = 0; path < paths; ++path) {
    double place = 0;
    bool lower = false;
    bool upper = false;
    for (int k = 0; k < steps; ++k) {
      place += walker.step(law, month / steps);
      lower = lower || place <= both.lower;
      upper = upper || place >= both.upper;
    }
    touched_lower += lower ? 1 : 0;
    touched_either += lower || upper ? 1 : 0;
  }
  const auto expect_near = [](int count, double probability) {
    const double error = std::sqrt(probability * (1 - probability) / paths);
    EXPECT_NEAR(static_cast<double>(count) / paths, probability, 4 * error);
  };
  const StepLaw step = step_of(law, month / steps);
  expect_near(touched_lower, monitored(step, below, steps));
  expect_near(touched_either, monitored(step, both, steps));
}

TEST(MonitoredPassage, OfJumpDiffusionsAgreesWithSimulation) {
  expect_simulation_agrees(merton);
  expect_simulation_agrees(kou);
}

// The error of the shift, about 1e-6 here, is what the difference is made of.
TEST(MonitoredPassageLong, MinutesOfAMonthAgreeWithTheShift) {
  const FirstPassage passage = long_at(10);
  const double touched = monitored(passage, 43200);
  EXPECT_NEAR(touched, 0.6459, 6e-5);
  EXPECT_NEAR(touched, shifted(passage, month / 43200), 3e-6);
}

}  // namespace
}  // namespace marginwalk::verify
