#include "sim/report/interval.hpp"

#include <gtest/gtest.h>

namespace marginwalk::report::interval_test {
namespace {

using estimate::Estimate;

TEST(Interval, DecimalsFollowTheWidth) {
  EXPECT_EQ(percent_interval(Estimate{0.646, 0.639, 0.653}), "64.6% [63.9, 65.3]");
  EXPECT_EQ(percent_interval(Estimate{0.64771, 0.64474, 0.65066}), "64.77% [64.47, 65.07]");
  EXPECT_EQ(percent_interval(Estimate{0.00085, 0.00068, 0.00105}), "0.085% [0.068, 0.105]");
  EXPECT_EQ(money_interval(Estimate{4'774.2, 4'760.1, 4'788.3}), "4,774 [4,760, 4,788]");
  EXPECT_EQ(money_interval(Estimate{-5.25, -5.5, -5}), "-5.25 [-5.50, -5.00]");
  EXPECT_EQ(points_interval(Estimate{-0.352, -0.359, -0.345}), "-35.2 [-35.9, -34.5]");
}

TEST(Interval, NothingAndEverythingAreExact) {
  EXPECT_EQ(percent_interval(Estimate{0, 0, 0.000037}), "0% [0, 0.0037]");
  EXPECT_EQ(percent_interval(Estimate{1, 0.999, 1}), "100% [99.90, 100]");
}

TEST(Interval, WithoutWidthCentsAreShownWhereThereAreSome) {
  EXPECT_EQ(money_interval(Estimate{15'000, 15'000 - 1e-8, 15'000 + 1e-8}),
            "15,000 [15,000, 15,000]");
  EXPECT_EQ(money_interval(Estimate{12.5, 12.5, 12.5}), "12.50 [12.50, 12.50]");
}

TEST(Interval, DurationTakesTheUnitThatFits) {
  EXPECT_EQ(duration_interval(Estimate{812'160, 794'880, 820'800}), "9.40d [9.20, 9.50]");
  EXPECT_EQ(duration_interval(Estimate{7'200, 3'600, 86'400}), "2h [1, 24]");
  EXPECT_EQ(duration_interval(Estimate{600, 300, 1'200}), "10m [5, 20]");
}

TEST(Interval, WhatIsMissingIsADash) {
  EXPECT_EQ(money_interval(std::nullopt), "–");
  EXPECT_EQ(money_interval(Estimate{600, {}, {}}), "600 [–, –]");
  EXPECT_EQ(money_interval(Estimate{600, 500, {}}), "600 [500, –]");
}

}  // namespace
}  // namespace marginwalk::report::interval_test
