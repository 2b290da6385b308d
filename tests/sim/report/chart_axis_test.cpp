#include "sim/report/chart_axis.hpp"

#include <gtest/gtest.h>

namespace marginwalk::report::chart_axis_test {
namespace {

TEST(ChartAxis, ValuesAreRound) {
  EXPECT_EQ(round_step(30, 8), 5);
  EXPECT_EQ(round_step(0.9, 5), 0.2);
  EXPECT_EQ(round_step(96, 5), 20);
  EXPECT_EQ(round_values({-12, 31, false}), (std::vector<double>{-10, 0, 10, 20, 30}));
  EXPECT_EQ(round_values({0.9, 70, true}), (std::vector<double>{1, 2, 5, 10, 20, 50}));
  EXPECT_EQ(round_values({1, 9'999, true}), (std::vector<double>{1, 10, 100, 1'000}));
}

TEST(ChartAxis, PlacesGoFromLowToHigh) {
  EXPECT_DOUBLE_EQ((AxisRange{10, 30, false}).place(15), 0.25);
  EXPECT_DOUBLE_EQ((AxisRange{1, 100, true}).place(10), 0.5);
}

}  // namespace
}  // namespace marginwalk::report::chart_axis_test
