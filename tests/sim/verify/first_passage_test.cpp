#include "sim/verify/first_passage.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace marginwalk::verify::first_passage_test {
namespace {

constexpr double month = 30.0 / 365;
constexpr double minute = 1.0 / (365 * 24 * 60);

/// A martingale over 30 days, and the price at which a long that puts its whole account behind
/// leverage L meets a maintenance margin rate m of 0.5 %: return (m - 1 / L) / (1 - m).
FirstPassage long_at(double leverage, double volatility) {
  const double maintenance = 0.005;
  return {volatility, 0, (maintenance - 1 / leverage) / (1 - maintenance), month};
}

/// The same walk and distance on the other side of the start, for a log-price without drift.
FirstPassage mirrored(FirstPassage passage) {
  passage.barrier_return = 1 / (1 + passage.barrier_return) - 1;
  return passage;
}

TEST(FirstPassage, ContinuousTable) {
  struct Row {
    double leverage;
    double volatility;
    double probability;
  };
  const Row rows[] = {
      {10, 0.7, 0.647758}, {5, 0.7, 0.308133},  {3, 0.7, 0.055980},
      {2, 0.7, 0.000851},  {10, 0.5, 0.508260}, {10, 1.0, 0.761823},
  };
  for (const Row& row : rows) {
    EXPECT_NEAR(continuous(long_at(row.leverage, row.volatility)), row.probability, 6e-7)
        << row.leverage << "x at volatility " << row.volatility;
  }
}

TEST(FirstPassage, ShiftedToTheMinuteTable) {
  struct Row {
    double leverage;
    double probability;
    double tolerance;
  };
  const Row rows[] = {{10, 0.6459, 6e-5}, {5, 0.3068, 6e-5}, {3, 0.0556, 6e-5}, {2, 0.00084, 6e-6}};
  for (const Row& row : rows) {
    EXPECT_NEAR(shifted(long_at(row.leverage, 0.7), minute), row.probability, row.tolerance)
        << row.leverage << "x";
  }
}

TEST(FirstPassage, RisesWithVolatilityHorizonAndNearness) {
  for (const double side : {-1.0, 1.0}) {
    double previous = 0;
    for (double volatility = 0.3; volatility < 2; volatility += 0.1) {
      const double touched = continuous(FirstPassage{volatility, 0, side * 0.2, month});
      EXPECT_GT(touched, previous) << "volatility " << volatility;
      previous = touched;
    }
    previous = 0;
    for (double days = 5; days < 400; days += 5) {
      const double touched = continuous(FirstPassage{0.7, 0.5, side * 0.2, days / 365});
      EXPECT_GT(touched, previous) << days << " days";
      previous = touched;
    }
    previous = 0;
    for (double distance = 0.5; distance > 0.01; distance -= 0.02) {
      const double touched = continuous(FirstPassage{0.7, -0.5, side * distance, month});
      EXPECT_GT(touched, previous) << "distance " << distance;
      previous = touched;
    }
  }
}

TEST(FirstPassage, WithoutDriftBothSidesAreAlike) {
  for (const double volatility : {0.3, 0.7, 1.5}) {
    FirstPassage fall = long_at(5, volatility);
    fall.drift = volatility * volatility / 2;
    EXPECT_NEAR(continuous(fall), continuous(mirrored(fall)), 1e-14);
    EXPECT_NEAR(shifted(fall, minute), shifted(mirrored(fall), minute), 1e-14);
  }
}

TEST(FirstPassage, WithoutDriftTouchIsTwiceTheEndBeyond) {
  const double volatility = 0.7;
  const FirstPassage fall{volatility, volatility * volatility / 2, -0.2, month};
  const double ends_beyond = std::erfc(-std::log(0.8) / volatility / std::sqrt(2 * month)) / 2;
  EXPECT_NEAR(continuous(fall), 2 * ends_beyond, 1e-14);
}

// A positive martingale falls to zero in the end: it meets any lower barrier, and by optional
// stopping an upper one with probability start / barrier.
TEST(FirstPassage, WithoutHorizonAFairGameDecides) {
  EXPECT_NEAR(continuous(FirstPassage{0.7, 0, -0.6, 1000}), 1, 1e-12);
  EXPECT_NEAR(continuous(FirstPassage{0.7, 0, 0.25, 1000}), 1 / 1.25, 1e-12);
  EXPECT_NEAR(continuous(FirstPassage{0.7, 0, 3, 1000}), 1 / 4.0, 1e-12);
}

TEST(FirstPassage, DriftTowardsTheBarrierHelps) {
  EXPECT_GT(continuous(FirstPassage{0.7, -1, -0.2, month}),
            continuous(FirstPassage{0.7, 1, -0.2, month}));
  EXPECT_LT(continuous(FirstPassage{0.7, -1, 0.2, month}),
            continuous(FirstPassage{0.7, 1, 0.2, month}));
}

TEST(FirstPassage, ShiftedApproachesContinuousFromBelow) {
  for (const double side : {-1.0, 1.0}) {
    const FirstPassage passage{0.7, 0, side * 0.1, month};
    double previous = 0;
    for (double step = month / 30; step > 1e-9; step /= 10) {
      const double touched = shifted(passage, step);
      EXPECT_GT(touched, previous) << "step " << step;
      EXPECT_LT(touched, continuous(passage)) << "step " << step;
      previous = touched;
    }
    EXPECT_NEAR(previous, continuous(passage), 1e-4);
  }
}

}  // namespace
}  // namespace marginwalk::verify::first_passage_test
