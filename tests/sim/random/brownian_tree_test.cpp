#include "sim/random/brownian_tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace marginwalk::random::brownian_tree_test {
namespace {

TEST(Cut, DayIsCutInThirdsAndThenByHalves) {
  struct Row {
    std::uint32_t minute, left, right;
  };
  for (const Row& row : {
           Row{480, 0, 1440},
           Row{960, 480, 1440},
           Row{240, 0, 480},
           Row{720, 480, 960},
           Row{1200, 960, 1440},
           Row{15, 0, 30},
           Row{7, 0, 15},
           Row{3, 0, 7},
           Row{1, 0, 3},
           Row{2, 1, 3},
           Row{11, 7, 15},
           Row{1439, 1438, 1440},
       }) {
    const Cut cut = cut_of(row.minute);
    EXPECT_EQ(cut.minute, row.minute);
    EXPECT_EQ(cut.left, row.left) << row.minute;
    EXPECT_EQ(cut.right, row.right) << row.minute;
    const double before = row.minute - row.left;
    const double length = row.right - row.left;
    EXPECT_FLOAT_EQ(cut.weight, static_cast<float>(before / length));
    EXPECT_FLOAT_EQ(cut.deviation * cut.deviation,
                    static_cast<float>(before * (length - before) / length / 525'600));
  }
}

TEST(Cut, EveryMinuteIsReached) {
  for (std::uint32_t minute = 1; minute < minutes_per_day; ++minute) {
    const Cut cut = cut_of(minute);
    EXPECT_TRUE(cut.left < minute && minute < cut.right) << minute;
  }
}

TEST(DayPlan, VisitsAncestorsFirst) {
  for (const std::uint32_t step : {1U, 5U, 7U, 60U, 480U, 1440U}) {
    std::vector<std::uint32_t> wanted;
    for (std::uint32_t minute = step; minute <= minutes_per_day; minute += step) {
      wanted.push_back(minute);
    }
    std::vector<bool> known(minutes_per_day + 1, false);
    known[0] = known[minutes_per_day] = true;
    const DayPlan plan(wanted);
    for (const Cut& cut : plan.cuts()) {
      EXPECT_TRUE(known[cut.left] && known[cut.right] && !known[cut.minute]) << cut.minute;
      known[cut.minute] = true;
    }
    for (const std::uint32_t minute : wanted) EXPECT_TRUE(known[minute]) << minute;
  }
  EXPECT_EQ(DayPlan({480, 960, 1440}).cuts().size(), 2U);
}

std::vector<float> filled(const BrownianTree& tree, std::uint64_t path, std::uint32_t days,
                          const DayPlan& plan) {
  std::vector<float> motion((minutes_per_day + 1) * tree.factors(), 0.0F);
  for (std::uint32_t day = 0; day < days; ++day) {
    if (day > 0)
      std::copy_n(motion.end() - static_cast<std::ptrdiff_t>(tree.factors()), tree.factors(),
                  motion.begin());
    tree.fill_end(path, day, motion);
    for (const Cut& cut : plan.cuts()) tree.fill_cut(path, day, cut, motion);
  }
  return motion;
}

TEST(BrownianTree, ValueDoesNotDependOnWhatElseWasVisited) {
  const BrownianTree tree(42, 6);
  std::vector<std::uint32_t> minutes(minutes_per_day);
  for (std::uint32_t i = 0; i < minutes_per_day; ++i) minutes[i] = i + 1;
  const std::vector<float> every_minute = filled(tree, 9, 3, DayPlan(minutes));
  const std::vector<float> every_hour = filled(tree, 9, 3, DayPlan({60, 480, 1020}));
  std::shuffle(minutes.begin(), minutes.end(), std::mt19937(1));
  for (const std::uint32_t minute : minutes) {
    const std::vector<float> one = tree.at(9, 2 * seconds_per_day + minute * 60);
    for (std::size_t f = 0; f < 6; ++f) ASSERT_EQ(one[f], every_minute[minute * 6 + f]) << minute;
  }
  for (const std::size_t minute : {60U, 480U, 1020U, 1440U}) {
    for (std::size_t f = 0; f < 6; ++f) {
      EXPECT_EQ(every_hour[minute * 6 + f], every_minute[minute * 6 + f]) << minute;
    }
  }
}

TEST(BrownianTree, FactorDoesNotDependOnHowManyThereAre) {
  const std::vector<float> one = BrownianTree(42, 1).at(7, 33'000);
  const std::vector<float> nine = BrownianTree(42, 9).at(7, 33'000);
  EXPECT_EQ(one[0], nine[0]);
}

TEST(BrownianTree, GoldenBits) {
  const BrownianTree tree(20261122, 2);
  EXPECT_EQ(tree.at(0, 60)[0], -0x1.5c64a2p-11F);
  EXPECT_EQ(tree.at(1, 86'400)[1], 0x1.b558ap-6F);
  EXPECT_EQ(tree.at(123'456'789'012ULL, 2'591'940)[0], 0x1.2e760cp-3F);
}

TEST(BrownianTree, MomentsTailsAndIndependence) {
  // Increments over one minute, over an odd half hour and over a day, of two factors.
  struct Row {
    std::uint32_t from, to;  // minutes
  };
  constexpr int paths = 100'000;
  const BrownianTree tree(78, 2);
  for (const Row& row :
       {Row{0, 1}, Row{1437, 1438}, Row{1440, 1441}, Row{461, 491}, Row{2000, 3440}}) {
    const double deviation = std::sqrt((row.to - row.from) / 525'600.0);
    double sum = 0, squares = 0, fourth = 0, cross = 0, with_start = 0;
    int beyond_two = 0;
    for (std::uint64_t path = 0; path < paths; ++path) {
      const std::vector<float> a = tree.at(path, row.from * 60);
      const std::vector<float> b = tree.at(path, row.to * 60);
      const double z = (b[0] - a[0]) / deviation;
      sum += z;
      squares += z * z;
      fourth += z * z * z * z;
      cross += z * (b[1] - a[1]) / deviation;
      if (row.from > 0) with_start += z * a[0] / std::sqrt(row.from / 525'600.0);
      if (std::abs(z) > 2) ++beyond_two;
    }
    const double root = std::sqrt(paths);
    const double tail = 0.0455002639;
    EXPECT_LT(std::abs(sum / root), 3) << row.to;
    EXPECT_LT(std::abs(squares - paths) / (root * std::sqrt(2)), 3) << row.to;
    EXPECT_LT(std::abs(fourth - 3 * paths) / (root * std::sqrt(96)), 3) << row.to;
    EXPECT_LT(std::abs(cross / root), 3) << row.to;
    EXPECT_LT(std::abs(with_start / root), 3) << row.to;
    EXPECT_LT(std::abs(beyond_two - paths * tail) / std::sqrt(paths * tail * (1 - tail)), 3)
        << row.to;
  }
}

}  // namespace
}  // namespace marginwalk::random::brownian_tree_test
