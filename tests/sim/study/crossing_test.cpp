#include "sim/study/crossing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace marginwalk::study::crossing_test {
namespace {

using testing::Each;
using testing::IsEmpty;
using testing::SizeIs;

Point point(double setting, double low, double estimate, double high) {
  return {setting, setting, 0, {estimate, low, high}, {}};
}

const std::vector<Point> points{point(1, 0, 0, 0.001), point(2, 0.001, 0.004, 0.009),
                                point(4, 0.02, 0.03, 0.04), point(8, 0.2, 0.3, 0.4)};

TEST(Crossing, IsBehindTheLastPointWithin) {
  struct Row {
    double probability;
    std::optional<std::size_t> low, estimate, high;
  };
  for (const Row& row : {Row{0.0005, 0, 0, {}}, Row{0.005, 1, 1, 0}, Row{0.025, 2, 1, 1},
                         Row{0.35, 3, 3, 2}, Row{0.5, 3, 3, 3}}) {
    EXPECT_EQ(last_within(points, row.probability, low_bound_of), row.low) << row.probability;
    EXPECT_EQ(last_within(points, row.probability, estimate_of), row.estimate) << row.probability;
    EXPECT_EQ(last_within(points, row.probability, high_bound_of), row.high) << row.probability;
  }
}

TEST(Crossing, IsLookedForBetweenItsTwoPoints) {
  const auto settings = settings_near_crossings(points, 0.01);
  EXPECT_THAT(settings, SizeIs(12));
  EXPECT_THAT(settings, Each(testing::AllOf(testing::Gt(2), testing::Lt(4))));
  EXPECT_THAT(settings_near_crossings(points, 0.5), IsEmpty());
}

TEST(Crossing, IsKnownWhereItsPointsAreClose) {
  const std::vector<Point> close{point(3, 0, 0.009, 0.0095), point(3.002, 0.011, 0.012, 0.02)};
  EXPECT_THAT(settings_near_crossings(close, 0.01), IsEmpty());
}

TEST(Crossing, WorksTowardsFallingSettings) {
  const std::vector<Point> falling{point(4, 0, 0.001, 0.002), point(1, 0.1, 0.2, 0.3)};
  EXPECT_THAT(settings_near_crossings(falling, 0.01),
              Each(testing::AllOf(testing::Gt(1), testing::Lt(4))));
}

}  // namespace
}  // namespace marginwalk::study::crossing_test
