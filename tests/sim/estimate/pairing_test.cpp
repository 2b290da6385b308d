#include "sim/estimate/pairing.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "sim/estimate/moments.hpp"

namespace marginwalk::estimate::pairing_test {
namespace {

TEST(Pairing, OfProbabilitiesIsThatOfTheIndicators) {
  std::mt19937_64 random(5);
  std::bernoulli_distribution draw_a(0.3);
  std::bernoulli_distribution follows(0.8);
  Discordance pairs;
  Moments a;
  Moments b;
  Moments difference;
  std::uint64_t count_a = 0;
  std::uint64_t count_b = 0;
  constexpr std::uint64_t paths = 20'000;
  for (std::uint64_t i = 0; i < paths; ++i) {
    const bool in_a = draw_a(random);
    const bool in_b = in_a && follows(random);
    pairs.merge({in_a && !in_b, in_b && !in_a, 1});
    count_a += in_a;
    count_b += in_b;
    a.add(in_a);
    b.add(in_b);
    difference.add(in_a - in_b);
  }
  const Pairing found = pairing(pairs, count_a, count_b);
  const double sum = a.variance() + b.variance();
  EXPECT_NEAR(*found.factor, std::sqrt(sum / difference.variance()), 1e-10);
  EXPECT_NEAR(found.unpaired_half_width,
              normal_critical_value() * std::sqrt(sum / static_cast<double>(paths)), 1e-6);
  // In theory var a = 0.21, var b = 0.24 x 0.76, var(a - b) = 0.06 x 0.94.
  EXPECT_NEAR(*found.factor, std::sqrt((0.21 + 0.24 * 0.76) / (0.06 * 0.94)), 0.05);
}

/// The paired interval that is told is narrower than the unpaired one by the factor of theory, and
/// so is the spread of differences over many runs than that with other paths for each cell.
TEST(Pairing, IntervalsShrinkByTheFactorOfTheory) {
  std::mt19937_64 random(6);
  constexpr std::uint64_t paths = 4'000;
  constexpr double in_a = 0.11, only_b = 0.07;  // b where a is, and on others
  std::binomial_distribution<std::uint64_t> draw_a(paths, in_a);
  Moments paired, unpaired;
  double narrowing = 0;
  for (int run = 0; run < 1'000; ++run) {
    const auto draw = [&] {
      const std::uint64_t a = draw_a(random);
      std::binomial_distribution<std::uint64_t> draw_b(paths - a, only_b / (1 - in_a));
      return std::pair(a, a + draw_b(random));
    };
    const auto [a, b] = draw();
    const Discordance pairs{0, b - a, paths};
    const Estimate interval = paired_difference(pairs);
    narrowing += 2 * pairing(pairs, a, b).unpaired_half_width / (*interval.high - *interval.low);
    paired.add(interval.estimate);
    unpaired.add((static_cast<double>(a) - static_cast<double>(draw().second)) / paths);
  }
  const double theory = std::sqrt((0.11 * 0.89 + 0.18 * 0.82) / (0.07 * 0.93));
  EXPECT_NEAR(narrowing / 1'000, theory, 0.03);
  EXPECT_NEAR(std::sqrt(unpaired.variance() / paired.variance()), theory, 0.15);
  EXPECT_NEAR(correlation({0, 280, 4'000}, 440, 720), 0.11 * 0.82 / std::sqrt(.0979 * .1476),
              1e-12);
}

TEST(Pairing, GainsNothingWherePoliciesAreIndependent) {
  // Of 100 paths each cell in the table has the product of its margins, 0.5 and 0.2.
  const Pairing found = pairing({40, 10, 100}, 50, 20);
  EXPECT_NEAR(*found.factor, 1, 1e-12);
}

TEST(Pairing, HasNoFactorWherePoliciesNeverDiffer) {
  EXPECT_FALSE(pairing({0, 0, 100}, 50, 50).factor);
  EXPECT_GT(pairing({0, 0, 100}, 50, 50).unpaired_half_width, 0);
  EXPECT_FALSE(pairing(4, 4, 0, 10).factor);
}

TEST(Pairing, HalfWidthIsThatOfTheLevel) {
  EXPECT_NEAR(pairing(3, 1, 1, 400, 0.95).unpaired_half_width, 1.959963984540054 * 0.1, 1e-12);
  EXPECT_NEAR(pairing(3, 1, 1, 400, 0.975).unpaired_half_width, 2.241402727604947 * 0.1, 1e-12);
  EXPECT_DOUBLE_EQ(*pairing(3, 1, 1, 400).factor, 2);
}

}  // namespace
}  // namespace marginwalk::estimate::pairing_test
