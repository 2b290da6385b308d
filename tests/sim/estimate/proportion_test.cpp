#include "sim/estimate/proportion.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <random>

#include "core/expect.hpp"

namespace marginwalk::estimate::proportion_test {
namespace {

constexpr double tail = (1 - confidence) / 2;

TEST(ClopperPearson, CoversKnownTable) {
  struct Row {
    std::uint64_t count, total;
    double low, high;
  };
  // Solved to 40 digits for the incomplete beta function; 81 of 263, 15 of 148 and 1 of 29 agree
  // with the exact intervals of Newcombe, Statistics in Medicine 17 (1998), 857-872, table I.
  const Row rows[] = {
      {0, 10, 0, 0.30849710781876082},
      {1, 10, 0.0025285785444617845, 0.44501611702819538},
      {5, 10, 0.18708602844739853, 0.81291397155260147},
      {10, 10, 0.69150289218123918, 1},
      {10, 100, 0.049004689221485958, 0.17622259774002268},
      {81, 263, 0.25273674558527116, 0.36762192260135136},
      {15, 148, 0.057844010083448559, 0.16165049034947901},
      {1, 29, 0.00087264688357992199, 0.17764429548872293},
  };
  for (const Row& row : rows) {
    const Estimate estimate = proportion(row.count, row.total);
    EXPECT_DOUBLE_EQ(estimate.estimate,
                     static_cast<double>(row.count) / static_cast<double>(row.total));
    EXPECT_NEAR(*estimate.low, row.low, 1e-13) << row.count << " of " << row.total;
    EXPECT_NEAR(*estimate.high, row.high, 1e-13) << row.count << " of " << row.total;
  }
}

TEST(ClopperPearson, EndsAtZeroAndOneExactly) {
  for (const std::uint64_t total : {1UL, 7UL, 1'000UL, 1'000'000'000UL}) {
    const auto trials = static_cast<double>(total);
    const double never = -std::expm1(std::log(tail) / trials);  // (1 - never)^total = tail
    EXPECT_EQ(*proportion(0, total).low, 0);
    EXPECT_NEAR(*proportion(0, total).high / never, 1, 1e-10);
    EXPECT_NEAR((1 - *proportion(total, total).low) / never, 1, 1e-6);
    EXPECT_EQ(*proportion(total, total).high, 1);
  }
}

TEST(ClopperPearson, BoundsLeaveTheTailsOfTheBinomialLaw) {
  using Binomial = boost::math::binomial_distribution<double>;
  for (const std::uint64_t total : {20UL, 12'345UL, 100'000'000UL, 1'000'000'000UL}) {
    for (const std::uint64_t count : {1UL, 2UL, 19UL, total / 3, total - 1}) {
      const auto trials = static_cast<double>(total);
      const auto successes = static_cast<double>(count);
      const Estimate estimate = proportion(count, total);
      const double above = cdf(complement(Binomial(trials, *estimate.low), successes - 1));
      const double below = cdf(Binomial(trials, *estimate.high), successes);
      // Near 1 a double holds 1 - bound only to 1e-16 / (1 - bound) of itself.
      const double tolerance = count == total - 1 ? 1e-4 : 1e-7;
      EXPECT_NEAR(above / tail, 1, tolerance) << count << " of " << total;
      EXPECT_NEAR(below / tail, 1, tolerance) << count << " of " << total;
    }
  }
}

TEST(ClopperPearson, CoversAtLeastAsOftenAsItSays) {
  constexpr int repetitions = 10'000;
  for (const double probability : {0.003, 0.05, 0.4}) {
    std::mt19937_64 random(1934);
    std::binomial_distribution<std::uint64_t> draw(500, probability);
    int covered = 0;
    for (int i = 0; i < repetitions; ++i) {
      const Estimate estimate = proportion(draw(random), 500);
      covered += *estimate.low <= probability && probability <= *estimate.high;
    }
    EXPECT_GE(covered, 0.945 * repetitions) << probability;  // 2.3 standard errors below 95 %
  }
}

#ifdef MARGINWALK_CONTRACTS
TEST(ClopperPearson, RefusesNoTrialsAndMoreSuccessesThanTrials) {
  EXPECT_THROW((void)proportion(0, 0), core::Defect);
  EXPECT_THROW((void)proportion(3, 2), core::Defect);
}
#endif

}  // namespace
}  // namespace marginwalk::estimate::proportion_test
