#include "sim/estimate/ratio.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <random>

namespace marginwalk::estimate::ratio_test {
namespace {

/// Three paths with 1, 2 and 0 casualties, who end with 10, 40 and nothing: 50 / 3. The residuals
/// y - r x are 10 - 50/3, 40 - 100/3 and 0.
TEST(Ratio, ByHand) {
  RatioTally tally;
  tally.add(10, 1);
  tally.add(40, 2);
  tally.add(0, 0);
  const double first = 10 - 50. / 3;
  const double second = 40 - 100. / 3;
  const double error = std::sqrt((first * first + second * second) / 2 / 3);  // mean x is 1
  const Estimate found = *ratio(tally);
  EXPECT_NEAR(found.estimate, 50. / 3, 1e-12);
  EXPECT_NEAR(*found.high - found.estimate, 1.959963984540054 * error, 1e-9);
  EXPECT_NEAR(found.estimate - *found.low, 1.959963984540054 * error, 1e-9);
}

TEST(Ratio, NeedsSomethingToCount) {
  RatioTally tally;
  EXPECT_FALSE(ratio(tally));
  tally.add(0, 0);
  EXPECT_FALSE(ratio(tally));
  tally.add(7, 2);
  EXPECT_EQ(ratio(tally)->estimate, 3.5);
  EXPECT_FALSE(ratio(tally)->low);
}

RC_GTEST_PROP(Ratio, MergesAsItAdds,
              (const std::vector<std::pair<std::int16_t, std::uint8_t>>& all, std::uint8_t cut)) {
  RatioTally whole;
  RatioTally first;
  RatioTally second;
  for (std::size_t i = 0; i < all.size(); ++i) {
    whole.add(all[i].first, all[i].second);
    (i < cut ? first : second).add(all[i].first, all[i].second);
  }
  first.merge(second);
  RC_ASSERT(first.count == whole.count);
  RC_ASSERT(first.counted == whole.counted);
  const auto near = [](double a, double b) { return std::abs(a - b) <= 1e-9 * (1 + std::abs(b)); };
  RC_ASSERT(near(first.mean_numerator, whole.mean_numerator));
  RC_ASSERT(near(first.numerator_squares, whole.numerator_squares));
  RC_ASSERT(near(first.denominator_squares, whole.denominator_squares));
  RC_ASSERT(near(first.products, whole.products));
}

/// Of 2,000 samples of 400 paths whose casualties come together - none, or all ten, who then lose
/// alike - the interval holds the truth in 95 %, within four standard errors and a point for its
/// being of first order. Taking the traders for independent it would be three times too narrow.
TEST(Ratio, CoversTheMeanOfWhatComesTogether) {
  std::mt19937_64 random(31);
  std::bernoulli_distribution dies(.3);
  std::normal_distribution<double> loss(1'000, 200);
  int held = 0;
  for (int sample = 0; sample < 2'000; ++sample) {
    RatioTally tally;
    for (int path = 0; path < 400; ++path) {
      if (dies(random)) {
        tally.add(10 * loss(random), 10);
      } else {
        tally.add(0, 0);
      }
    }
    const Estimate found = *ratio(tally);
    held += *found.low <= 1'000 && 1'000 <= *found.high;
  }
  EXPECT_NEAR(held / 2'000., .95, 4 * std::sqrt(.95 * .05 / 2'000) + .01);
}

}  // namespace
}  // namespace marginwalk::estimate::ratio_test
