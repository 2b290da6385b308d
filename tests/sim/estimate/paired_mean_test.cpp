#include "sim/estimate/paired_mean.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "sim/estimate/paired_difference.hpp"

namespace marginwalk::estimate::paired_mean_test {
namespace {

RC_GTEST_PROP(PairedMeans, OfAnEventAreDifferencesOfProbabilities, ()) {
  PairedMean mean;
  Discordance pairs;
  const int paths = *rc::gen::inRange(1, 2'000);
  for (int i = 0; i < paths; ++i) {
    const double a = *rc::gen::inRange(0, 2);
    const double b = *rc::gen::inRange(0, 2);
    mean.add(a, b);
    ++pairs.total;
    if (a > b) ++pairs.only_a;
    if (b > a) ++pairs.only_b;
  }
  const std::optional<Estimate> found = mean.difference(true);
  const Estimate expected = paired_difference(pairs);
  RC_ASSERT(found);
  RC_ASSERT(found->estimate == expected.estimate);
  RC_ASSERT(*found->low == *expected.low);
  RC_ASSERT(*found->high == *expected.high);
}

TEST(PairedMeans, AreNormalAndMerge) {
  PairedMean first;
  first.add(3, 1);
  first.add(5, 2);
  PairedMean second;
  second.add(9, 5);
  second.add({}, {});  // counts in neither
  first.merge(second);
  const Estimate found = *first.difference(false);
  EXPECT_NEAR(found.estimate, 3, 1e-12);
  EXPECT_NEAR(*found.high - found.estimate, 1.959964 / std::sqrt(3.), 1e-6);
  EXPECT_LT(*first.difference(false, .99)->low, *found.low);
}

TEST(PairedMeans, AreNoneOverDifferentPaths) {
  PairedMean mean;
  EXPECT_FALSE(mean.difference(false));
  mean.add(1, 2);
  EXPECT_TRUE(mean.difference(false));
  mean.add(1, {});
  EXPECT_FALSE(mean.difference(false));
  PairedMean other;
  other.add(1, 2);
  other.merge(mean);
  EXPECT_EQ(other.only_one, 1U);
}

}  // namespace
}  // namespace marginwalk::estimate::paired_mean_test
