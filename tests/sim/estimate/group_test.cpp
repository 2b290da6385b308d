#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>

#include "sim/estimate/group_bytes.hpp"
#include "sim/estimate/group_summary.hpp"
#include "sim/estimate/tally_bytes.hpp"
#include "sim/estimate/unit_mean.hpp"

/// Cells that are taken together, on paths that they share.
namespace marginwalk::estimate::group_test {
namespace {

constexpr std::uint32_t horizon = 3'600;
const SurvivalGrid grid(60, horizon);

replay::Outcome outcome(bool liquidated, std::uint32_t seconds, double equity) {
  replay::Outcome result;
  result.start_equity = core::Money(1'000);
  result.terminal_equity = core::Money(equity);
  if (liquidated) result.liquidation_time = seconds;
  return result;
}

/// Cells that die together or not, each with a probability of its own.
std::vector<std::vector<replay::Outcome>> paths_of(int paths, std::size_t cells, int seed) {
  std::mt19937_64 random(static_cast<std::uint64_t>(seed));
  std::uniform_real_distribution<double> uniform(0, 1);
  std::vector<std::vector<replay::Outcome>> all;
  for (int path = 0; path < paths; ++path) {
    const double fall = uniform(random);
    all.emplace_back();
    for (std::size_t cell = 0; cell < cells; ++cell) {
      const bool dies = fall < .1 * static_cast<double>(cell + 1) && uniform(random) < .9;
      const auto when = static_cast<std::uint32_t>(1 + uniform(random) * horizon);
      all.back().push_back(outcome(dies, when, dies ? 100 * fall : 1'000 + 500 * fall));
    }
  }
  return all;
}

GroupTally tally_of(const std::vector<std::vector<replay::Outcome>>& paths,
                    const std::vector<std::size_t>& members) {
  GroupTally tally(grid, members.size());
  for (const auto& outcomes : paths) tally.add(outcomes, members);
  return tally;
}

Summary cell_summary(const std::vector<std::vector<replay::Outcome>>& paths, std::size_t cell) {
  Tally tally(grid, 1);
  for (const auto& outcomes : paths) tally.add(outcomes[cell]);
  return summarise(tally);
}

void expect_equal(const Estimate& a, const Estimate& b) {
  EXPECT_EQ(a.estimate, b.estimate);
  EXPECT_EQ(*a.low, *b.low);
  EXPECT_EQ(*a.high, *b.high);
}

TEST(Group, OfOneCellIsThatCellToTheBit) {
  const auto paths = paths_of(500, 3, 1);
  for (const std::size_t cell : {0U, 1U, 2U}) {
    const GroupSummary group = summarise(tally_of(paths, {cell}));
    const Summary own = cell_summary(paths, cell);
    expect_equal(group.liquidated, own.liquidated);
    ASSERT_EQ(group.survival.size(), own.survival.size());
    for (std::size_t i = 0; i < own.survival.size(); ++i) {
      EXPECT_EQ(group.survival[i].seconds, own.survival[i].seconds);
      expect_equal(group.survival[i].survived, own.survival[i].survived);
    }
    EXPECT_NEAR(group.casualties_equity->estimate,
                1'000 - own.loss_given_liquidation.mean->estimate, 1e-9);
  }
}

TEST(Group, SurvivesAsTheMeanOfItsCells) {
  const auto paths = paths_of(500, 5, 2);
  const GroupSummary group = summarise(tally_of(paths, {0, 2, 4}));
  std::vector<Summary> cells;
  for (const std::size_t cell : {0U, 2U, 4U}) cells.push_back(cell_summary(paths, cell));
  for (std::size_t i = 0; i < group.survival.size(); ++i) {
    double sum = 0;
    for (const Summary& cell : cells) sum += cell.survival[i].survived.estimate;
    EXPECT_NEAR(group.survival[i].survived.estimate, sum / 3, 1e-12) << i;
  }
  EXPECT_NEAR(group.liquidated.estimate, 1 - group.survival.back().survived.estimate, 1e-12);
  // Nothing is lost between survivors and casualties.
  const GroupTally tally = tally_of(paths, {0, 2, 4});
  EXPECT_NEAR(tally.survivors.mean_denominator + tally.casualties.mean_denominator, 3, 1e-12);
}

/// Ten traders who do the same are one observation a path, as one of them is.
TEST(Group, OfEqualCellsKnowsNoMoreThanOneOfThem) {
  auto paths = paths_of(400, 1, 3);
  for (auto& outcomes : paths) outcomes.resize(10, outcomes.front());
  std::vector<std::size_t> all(10);
  std::iota(all.begin(), all.end(), 0);
  const GroupSummary group = summarise(tally_of(paths, all));
  Moments one;
  for (const auto& outcomes : paths) one.add(outcomes[0].liquidated() ? 1 : 0);
  const Estimate expected = *unit_mean(one);
  EXPECT_NEAR(group.liquidated.estimate, expected.estimate, 1e-12);
  EXPECT_NEAR(*group.liquidated.low, *expected.low, 1e-12);
  EXPECT_NEAR(*group.liquidated.high, *expected.high, 1e-12);
}

GroupPairTally pair_of(const std::vector<std::vector<replay::Outcome>>& paths,
                       const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
  GroupPairTally pair;
  for (const auto& outcomes : paths) pair.add(outcomes, a, b);
  return pair;
}

TEST(Group, DifferencesArePaired) {
  const auto paths = paths_of(2'000, 6, 4);
  const GroupPairTally pair = pair_of(paths, {3, 4, 5}, {0, 1});
  const Estimate found = paired_difference(pair);
  Moments expected;
  for (const auto& outcomes : paths) {
    const auto dead = [&](std::size_t cell) { return outcomes[cell].liquidated() ? 1. : 0.; };
    expected.add((dead(3) + dead(4) + dead(5)) / 3 - (dead(0) + dead(1)) / 2);
  }
  EXPECT_NEAR(found.estimate, expected.mean, 1e-12);
  EXPECT_NEAR(*found.high - found.estimate, 1.959963984540054 * expected.standard_error(), 1e-9);
}

/// Where groups never differ, how often they might is not 0 for sure: at most 1 - (a/4)^(1/n) each
/// way, with an error of a / 2 for each side of 0.
TEST(Group, WithoutADifferenceTheIntervalIsAsWideAsChanceAllows) {
  const auto paths = paths_of(300, 1, 5);
  auto twins = paths;
  for (auto& outcomes : twins) outcomes.resize(4, outcomes.front());
  const Estimate found = paired_difference(pair_of(twins, {0, 1, 2}, {3}));
  const double most = 1 - std::pow(.05 / 4, 1. / 300);
  EXPECT_EQ(found.estimate, 0);
  EXPECT_NEAR(*found.high, most, 1e-9);
  EXPECT_NEAR(*found.low, -most, 1e-9);
}

TEST(Group, BytesComeBackAndMergeAsTheTalliesDo) {
  const auto paths = paths_of(90, 4, 6);
  const auto tallies = [&](int first, int end) {
    const std::vector<std::vector<replay::Outcome>> part(paths.begin() + first,
                                                         paths.begin() + end);
    return GroupTallies{{tally_of(part, {0, 1}), tally_of(part, {2, 3})},
                        {pair_of(part, {0, 1}, {2, 3})}};
  };
  GroupTallies direct = tallies(0, 40);
  GroupTallies stored = groups_from_bytes(to_bytes(direct));
  EXPECT_EQ(to_bytes(stored), to_bytes(direct));
  direct.merge(tallies(40, 90));
  stored.merge(groups_from_bytes(to_bytes(tallies(40, 90))));
  EXPECT_EQ(to_bytes(stored), to_bytes(direct));
  EXPECT_TRUE(to_bytes(GroupTallies{}).empty());
  EXPECT_TRUE(groups_from_bytes("").groups.empty());
  const std::string bytes = to_bytes(direct);
  EXPECT_THROW((void)groups_from_bytes(std::string_view(bytes).substr(0, bytes.size() - 1)),
               MalformedBytes);
}

}  // namespace
}  // namespace marginwalk::estimate::group_test
