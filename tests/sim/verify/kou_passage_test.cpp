#include "sim/verify/kou_passage.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/verify/first_passage.hpp"

namespace marginwalk::verify::kou_passage_test {
namespace {

constexpr double month = 30.0 / 365;
const Kou kou{0.6, {20, 0.4, 0.04, 0.05}};

// Kou and Wang 2003, numerical examples, by Gaver and Stehfest's inversion.
TEST(KouPassage, OfKouAndWang) {
  EXPECT_NEAR(continuous(KouPassage{0.2, 0.1, {3, 0.5, 0.02, 0.03}, 0.3, 1}), 0.25584, 5e-6);
}

TEST(KouPassage, WithoutJumpsIsBrownianMotions) {
  for (const double volatility : {0.3, 0.7, 1.5}) {
    for (const double barrier_return : {-0.5, -0.2, -0.05, -0.01, 0.01, 0.05, 0.2, 1.0}) {
      for (const double years : {1.0 / 365, month, 1.0}) {
        const Kou without{volatility, {0, 0.4, 0.04, 0.05}};
        EXPECT_NEAR(continuous(passage_of(without, barrier_return, years)),
                    continuous(FirstPassage{volatility, 0, barrier_return, years}), 1e-10)
            << volatility << " " << barrier_return << " " << years;
      }
    }
  }
}

// Jumps that are many and small add their variance, rate x 2 mean^2, to the diffusion's.
TEST(KouPassage, ManySmallJumpsAreADiffusion) {
  const double mean = 1e-4;
  const double added = 0.3 * 0.3;
  const Kou law{0.4, {added / (2 * mean * mean), 0.5, mean, mean}};
  EXPECT_NEAR(continuous(passage_of(law, -0.2, month)),
              continuous(FirstPassage{0.5, 0, -0.2, month}), 1e-3);
}

// A positive martingale falls to zero in the end. It meets any lower barrier; an upper one with the
// transform's value at alpha = 0, whose lesser root is 1 (the price is a martingale).
TEST(KouPassage, WithoutHorizonAFairGameDecides) {
  EXPECT_NEAR(continuous(passage_of(kou, -0.6, 1000)), 1, 1e-10);

  const double eta = 1 / kou.jumps.up_mean;
  const KouPassage rise = passage_of(kou, 0.25, 1000);
  const auto exponent = [&](double x) {
    const ExponentialJumps& jumps = kou.jumps;
    return rise.drift * x + kou.volatility * kou.volatility * x * x / 2 +
           jumps.rate * (jumps.up_probability / (1 - jumps.up_mean * x) +
                         (1 - jumps.up_probability) / (1 + jumps.down_mean * x) - 1);
  };
  EXPECT_NEAR(exponent(1), 0, 1e-13);
  double low = eta * (1 + 1e-9);
  double high = 100 * eta;
  for (int halving = 0; halving < 200; ++halving) {
    const double middle = (low + high) / 2;
    (exponent(middle) < 0 ? low : high) = middle;
  }
  const double v = low;
  const double expected =
      ((eta - 1) * v / 1.25 + (v - eta) * std::exp(-rise.level * v)) / (eta * (v - 1));
  EXPECT_NEAR(continuous(rise), expected, 1e-10);
}

TEST(KouPassage, MirroredMotionsReachMirroredLevels) {
  const double fall = continuous(KouPassage{0.5, -0.3, {20, 0.4, 0.04, 0.05}, -0.2, month});
  EXPECT_NEAR(continuous(KouPassage{0.5, 0.3, {20, 0.6, 0.05, 0.04}, 0.2, month}), fall, 1e-12);
}

TEST(KouPassage, RisesWithRateHorizonAndNearness) {
  for (const double side : {-1.0, 1.0}) {
    double previous = 0;
    for (double rate = 0; rate < 100; rate += 10) {
      const double touched =
          continuous(KouPassage{0.6, 0, {rate, 0.5, 0.04, 0.04}, side * 0.25, month});
      EXPECT_GT(touched, previous) << "rate " << rate;
      previous = touched;
    }
    previous = 0;
    for (double days = 1; days < 400; days += 10) {
      const double touched = continuous(passage_of(kou, side * 0.2, days / 365));
      EXPECT_GT(touched, previous) << days << " days";
      previous = touched;
    }
    previous = 0;
    for (double distance = 0.5; distance > 0.01; distance -= 0.02) {
      const double touched = continuous(passage_of(kou, side * distance, month));
      EXPECT_GT(touched, previous) << "distance " << distance;
      previous = touched;
    }
  }
}

}  // namespace
}  // namespace marginwalk::verify::kou_passage_test
