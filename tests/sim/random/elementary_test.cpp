#include "sim/random/elementary.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace marginwalk::random::elementary_test {
namespace {

/// Distance from the exact value in units in the last place of that value.
double units_off(double value, long double exact) {
  const auto rounded = std::abs(static_cast<double>(exact));
  const double unit = std::nextafter(rounded, std::numeric_limits<double>::infinity()) - rounded;
  return static_cast<double>(std::abs(static_cast<long double>(value) - exact)) / unit;
}

TEST(Elementary, ExponentialIsWithinOneUnitInTheLastPlace) {
  std::mt19937_64 engine(1);
  double worst = 0;
  for (const double range : {1e-9, 0.01, 1.0, 30.0, 700.0}) {
    std::uniform_real_distribution<double> uniform(-range, range);
    for (int i = 0; i < 100'000; ++i) {
      const double x = uniform(engine);
      worst = std::max(worst, units_off(exponential(x), std::exp(static_cast<long double>(x))));
    }
  }
  EXPECT_LT(worst, 1.0);
  EXPECT_EQ(exponential(0), 1);
  EXPECT_EQ(exponential(-1e9), exponential(-700));
}

TEST(Elementary, LogarithmIsWithinOneUnitInTheLastPlace) {
  std::mt19937_64 engine(2);
  double worst = 0;
  for (const double range : {1e-12, 0.01, 0.4, 3.0, 600.0}) {
    std::uniform_real_distribution<double> uniform(-range, range);
    for (int i = 0; i < 100'000; ++i) {
      const double x = std::exp(uniform(engine));
      if (x == 1) continue;
      worst = std::max(worst, units_off(logarithm(x), std::log(static_cast<long double>(x))));
    }
  }
  EXPECT_LT(worst, 1.0);
  EXPECT_EQ(logarithm(1), 0);
}

TEST(Elementary, GoldenBits) {
  // The same on every compiler and processor; a change here changes every result.
  EXPECT_EQ(exponential(0.1), 0x1.1aec7b35a00d4p+0);
  EXPECT_EQ(exponential(-12.75), 0x1.858af84b7431p-19);
  EXPECT_EQ(exponential(88.5), 0x1.99b987155fe28p+127);
  EXPECT_EQ(logarithm(3), 0x1.193ea7aad030ap+0);
  EXPECT_EQ(logarithm(0.72), -0x1.50635ec0fdd69p-2);
}

}  // namespace
}  // namespace marginwalk::random::elementary_test
