#include "sim/estimate/paired_difference.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <random>

#include "core/expect.hpp"
#include "sim/estimate/moments.hpp"

namespace marginwalk::estimate::paired_difference_test {
namespace {

TEST(TangoScore, AgreesWithThePaper) {
  // Section 6.1 of the paper, soft contact lenses: 43 pairs agree, 1 is discordant. Printed there:
  // Z = 1.709 at the margin 0.1, and the lower limit -0.096 of the 90 % interval.
  const Discordance lenses{0, 1, 44};
  EXPECT_NEAR(score_statistic(lenses, -0.1), 1.709, 0.0005);
  EXPECT_GT(score_statistic(lenses, -0.0965), 1.645);
  EXPECT_LT(score_statistic(lenses, -0.0955), 1.645);
}

TEST(TangoScore, IsThatOfMcNemarAtZero) {
  EXPECT_DOUBLE_EQ(score_statistic({40, 20, 160}, 0), 20 / std::sqrt(60.0));
  EXPECT_DOUBLE_EQ(score_statistic({3, 17, 1'000'000'000}, 0), -14 / std::sqrt(20.0));
}

TEST(TangoInterval, CoversKnownTable) {
  struct Row {
    Discordance pairs;
    double low, high;
  };
  // From an independent calculation in 30 digits, which maximises the restricted likelihood by
  // bisection of its derivative and knows no closed form of it.
  const Row rows[] = {
      {{0, 1, 44}, -0.11807709698213, 0.059393231116628},
      {{40, 20, 160}, 0.030864533133087, 0.21806424416682},
      {{1, 7, 21}, -0.51723227642138, -0.026003032480869},
      {{6, 16, 161}, -0.12402343246407, -0.0054333957316771},
      {{0, 0, 100}, -0.036993498206986, 0.036993498206986},
      {{5, 0, 20}, 0.048593552433976, 0.46870087761874},
      {{10, 0, 10}, 0.44493440027422, 1},
      {{25, 28, 618}, -0.028732021259332, 0.018785056497448},
      {{123, 4567, 100'000}, -0.045770225077982, -0.043142573536962},
      {{0, 3, 1'000'000}, -8.8211497743124e-6, 8.4145558827713e-7},
      {{3, 17, 1'000'000'000}, -2.4544160263849e-8, -5.8640948581362e-9},
  };
  for (const auto& [pairs, low, high] : rows) {
    const Estimate estimate = paired_difference(pairs);
    EXPECT_NEAR(*estimate.low, low, 1e-12 * std::abs(low)) << pairs.only_a << " " << pairs.only_b;
    EXPECT_NEAR(*estimate.high, high, 1e-12 * std::abs(high))
        << pairs.only_a << " " << pairs.only_b;
  }
}

TEST(TangoInterval, NeedsNoDiscordantPair) {
  const double squared = normal_critical_value() * normal_critical_value();
  for (const std::uint64_t total : {1UL, 50UL, 1'000'000'000UL}) {
    const double reach = squared / (static_cast<double>(total) + squared);
    const Estimate estimate = paired_difference(Discordance{0, 0, total});
    EXPECT_EQ(estimate.estimate, 0);
    EXPECT_NEAR(*estimate.low, -reach, 1e-12 * reach);
    EXPECT_NEAR(*estimate.high, reach, 1e-12 * reach);
  }
}

TEST(TangoInterval, EndsAtOneWherePoliciesAlwaysDisagreeTheSameWay) {
  EXPECT_EQ(*paired_difference(Discordance{9, 0, 9}).high, 1);
  EXPECT_EQ(*paired_difference(Discordance{0, 9, 9}).low, -1);
}

Discordance any_pairs() {
  const auto only_a = *rc::gen::inRange<std::uint64_t>(0, 5'000);
  const auto only_b = *rc::gen::inRange<std::uint64_t>(0, 5'000);
  const auto agreeing = *rc::gen::inRange<std::uint64_t>(1, 1'000'000);
  return {only_a, only_b, only_a + only_b + agreeing};
}

RC_GTEST_PROP(TangoInterval, HoldsTheDifferencesThatTheScoreDoesNotReject, ()) {
  const Discordance pairs = any_pairs();
  const Estimate estimate = paired_difference(pairs);
  RC_ASSERT(*estimate.low < estimate.estimate);
  RC_ASSERT(estimate.estimate < *estimate.high);
  RC_ASSERT(std::abs(score_statistic(pairs, *estimate.low) - normal_critical_value()) < 1e-6);
  RC_ASSERT(std::abs(score_statistic(pairs, *estimate.high) + normal_critical_value()) < 1e-6);
}

RC_GTEST_PROP(TangoInterval, MirrorsWhenPoliciesAreSwapped, ()) {
  const Discordance pairs = any_pairs();
  const Estimate a_less_b = paired_difference(pairs);
  const Estimate b_less_a = paired_difference(Discordance{pairs.only_b, pairs.only_a, pairs.total});
  RC_ASSERT(a_less_b.estimate == -b_less_a.estimate);
  RC_ASSERT(*a_less_b.low == -*b_less_a.high);
  RC_ASSERT(*a_less_b.high == -*b_less_a.low);
}

TEST(TangoInterval, CoversAsOftenAsItSays) {
  struct Law {
    double only_a, only_b;
    std::uint64_t total;
  };
  constexpr int repetitions = 10'000;
  for (const Law& law : {Law{0.10, 0.05, 300}, Law{0.02, 0.02, 1'000}, Law{0.3, 0.1, 100}}) {
    std::mt19937_64 random(1998);
    std::binomial_distribution<std::uint64_t> draw_a(law.total, law.only_a);
    int covered = 0;
    for (int i = 0; i < repetitions; ++i) {
      const std::uint64_t only_a = draw_a(random);
      std::binomial_distribution<std::uint64_t> draw_b(law.total - only_a,
                                                       law.only_b / (1 - law.only_a));
      const Estimate estimate = paired_difference(Discordance{only_a, draw_b(random), law.total});
      const double truth = law.only_a - law.only_b;
      covered += *estimate.low <= truth && truth <= *estimate.high;
    }
    // One standard error of the share is 0.2 %.
    EXPECT_GE(covered, 0.94 * repetitions) << law.only_a << " " << law.only_b;
    EXPECT_LE(covered, 0.96 * repetitions) << law.only_a << " " << law.only_b;
  }
}

TEST(Discordance, MergesByAddition) {
  Discordance pairs{1, 2, 10};
  pairs.merge({30, 40, 500});
  EXPECT_EQ(pairs.only_a, 31U);
  EXPECT_EQ(pairs.only_b, 42U);
  EXPECT_EQ(pairs.total, 510U);
}

#ifdef MARGINWALK_CONTRACTS
TEST(TangoInterval, RefusesNoPairsAndMoreDiscordantPairsThanPairs) {
  EXPECT_THROW((void)paired_difference(Discordance{0, 0, 0}), core::Defect);
  EXPECT_THROW((void)paired_difference(Discordance{2, 2, 3}), core::Defect);
}
#endif

}  // namespace
}  // namespace marginwalk::estimate::paired_difference_test
