#include "sim/run/comparisons.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/estimate/holm.hpp"
#include "sim/estimate/mcnemar.hpp"

namespace marginwalk::run::comparisons_test {
namespace {

/// Three cells on 10,000 paths: liquidated on 1,000, on the same and 3 more, on the same and 500
/// more.
struct Compared {
  Compared() {
    study.cells.resize(3);
    const estimate::SurvivalGrid grid(60, 60);
    for (const std::uint64_t liquidated : {1'000U, 1'003U, 1'500U}) {
      total.cells.emplace_back(grid, 0);
      total.cells.back().paths = 10'000;
      total.cells.back().liquidated = liquidated;
    }
    total.pairs.resize(3);
    total.pairs[0].liquidated = {0, 3, 10'000};
    total.pairs[1].liquidated = {0, 500, 10'000};
    total.pairs[2].liquidated = {0, 497, 10'000};
    for (const double value : {0.0, 2.0}) {
      for (estimate::Tally& cell : total.cells) cell.terminal_equity.add(value);
      for (estimate::PairTally& pair : total.pairs) pair.terminal_equity.add(value / 2);
    }
  }

  scenario::Study study;
  BlockTally total;
};

TEST(Comparisons, PValuesAreAdjustedForAllPairs) {
  const Compared compared;
  const auto differences = compare(compared.study, compared.total);
  ASSERT_EQ(differences.size(), 3U);
  std::vector<double> p_values;
  for (const DifferenceResult& each : differences) p_values.push_back(each.p_value);
  EXPECT_DOUBLE_EQ(p_values[0], 0.25);  // 2 / 2^3
  const std::vector<double> adjusted = estimate::holm_adjusted(p_values);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(differences[i].adjusted_p_value, adjusted[i]);
  EXPECT_LT(differences[1].adjusted_p_value, 1e-100);
}

TEST(Comparisons, EquivalentAreThoseInsideTheMargin) {
  Compared compared;
  EXPECT_FALSE(compare(compared.study, compared.total)[0].equivalent);
  const auto equivalent = [&](double margin) {
    compared.study.equivalence = margin;
    std::vector<bool> result;
    for (const auto& each : compare(compared.study, compared.total)) {
      result.push_back(*each.equivalent);
    }
    return result;
  };
  // Of the first pair the 90 % interval is [-0.077 %, -0.012 %]; its 95 % one reaches -0.088 %.
  EXPECT_EQ(equivalent(0.0003), (std::vector<bool>{false, false, false}));
  EXPECT_EQ(equivalent(0.00083), (std::vector<bool>{true, false, false}));
  EXPECT_EQ(equivalent(0.06), (std::vector<bool>{true, true, true}));
}

TEST(Comparisons, RanksAreAsWideAsWhatIsNotKnown) {
  const Compared compared;
  const auto differences = compare(compared.study, compared.total);
  const auto found = ranks(3, differences, 0.05);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].best, 1U);
  EXPECT_EQ(found[0].worst, 2U);
  EXPECT_EQ(found[1].best, 1U);
  EXPECT_EQ(found[1].worst, 2U);
  EXPECT_EQ(found[2].best, 3U);
  EXPECT_EQ(found[2].worst, 3U);
  EXPECT_TRUE(ranks(4, differences, 0.05).empty());  // not every pair is compared
}

TEST(Comparisons, EquityHasNoPairingWhereDepositsAreMade) {
  Compared compared;
  compared.total.cells[2].deposits.add(100);
  const auto differences = compare(compared.study, compared.total);
  ASSERT_TRUE(differences[0].equity_pairing);
  EXPECT_DOUBLE_EQ(*differences[0].equity_pairing->factor, std::sqrt(8.0));
  EXPECT_FALSE(differences[1].equity_pairing);
}

}  // namespace
}  // namespace marginwalk::run::comparisons_test
