#include "sim/estimate/ranks.hpp"

#include <gtest/gtest.h>

namespace marginwalk::estimate::ranks_test {
namespace {

TEST(Ranks, AreOpenWhereNothingIsKnown) {
  for (const RankRange& range : rank_ranges(3, {})) {
    EXPECT_EQ(range.best, 1U);
    EXPECT_EQ(range.worst, 3U);
  }
}

TEST(Ranks, CountThoseBeforeAndBehind) {
  // 2 before all others; 0 and 1 before 3; nothing between 0 and 1.
  const auto ranges = rank_ranges(4, {{2, 0}, {2, 1}, {2, 3}, {0, 3}, {1, 3}});
  const std::vector<RankRange> expected{{2, 3}, {2, 3}, {1, 1}, {4, 4}};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(ranges[i].best, expected[i].best) << i;
    EXPECT_EQ(ranges[i].worst, expected[i].worst) << i;
  }
}

}  // namespace
}  // namespace marginwalk::estimate::ranks_test
