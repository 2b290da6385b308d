#include "sim/random/normal_quantile.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <random>

namespace marginwalk::random::normal_quantile_test {
namespace {

/// Its definition in the terms of Boost.Math.
double exact_normal(std::uint32_t word) {
  const double tail = (static_cast<double>(word & 0x7fffffffU) + 0.5) / 4294967296.0;
  const double magnitude = -boost::math::quantile(boost::math::normal(), tail);
  return (word & 0x80000000U) != 0 ? -magnitude : magnitude;
}

TEST(NormalQuantile, AgreesWithBoostInEveryOctave) {
  std::independent_bits_engine<std::mt19937, 32, std::uint32_t> words(std::mt19937(3));
  double worst = 0;
  for (int octave = 0; octave < 31; ++octave) {
    for (int i = 0; i < 4000; ++i) {
      const std::uint32_t magnitude = (1U << octave) | (words() & ((1U << octave) - 1U));
      for (const std::uint32_t word : {magnitude, magnitude | 0x80000000U}) {
        worst = std::max(worst, std::abs(normal_from_word(word) - exact_normal(word)));
      }
    }
  }
  EXPECT_LT(worst, 1.7e-6);
  for (const std::uint32_t word : {0U, 1U, 2U, 0x7fffffffU, 0x80000000U, 0xffffffffU}) {
    EXPECT_NEAR(normal_from_word(word), exact_normal(word), 1.7e-6) << word;
  }
}

TEST(NormalQuantile, IsOddInTheTopBitAndReachesSixPointThree) {
  for (const std::uint32_t word : {0U, 77U, 123'456U, 0x7fffffffU}) {
    EXPECT_EQ(normal_from_word(word), -normal_from_word(word | 0x80000000U));
  }
  EXPECT_NEAR(normal_from_word(0), 6.338, 0.001);
}

TEST(NormalQuantile, GoldenBits) {
  EXPECT_EQ(normal_from_word(0U), 0x1.95a118p+2F);
  EXPECT_EQ(normal_from_word(0x12345678U), 0x1.77b25ep+0F);
  EXPECT_EQ(normal_from_word(0xdeadbeefU), -0x1.54416ep-2F);
}

}  // namespace
}  // namespace marginwalk::random::normal_quantile_test
