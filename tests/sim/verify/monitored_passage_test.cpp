#include "sim/verify/monitored_passage.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace marginwalk::verify::monitored_passage_test {
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

// The error of the shift, about 1e-6 here, is what the difference is made of.
TEST(MonitoredPassageLong, MinutesOfAMonthAgreeWithTheShift) {
  const FirstPassage passage = long_at(10);
  const double touched = monitored(passage, 43200);
  EXPECT_NEAR(touched, 0.6459, 6e-5);
  EXPECT_NEAR(touched, shifted(passage, month / 43200), 3e-6);
}

}  // namespace
}  // namespace marginwalk::verify::monitored_passage_test
