#include "sim/run/telling_cells.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace marginwalk::run::telling_cells_test {
namespace {

/// Leverages 1 to 50 under cross, then under isolated margin; the more, the oftener liquidated.
Result result_of_hundred() {
  Result result;
  for (const auto mode : {core::MarginMode::cross, core::MarginMode::isolated}) {
    for (int leverage = 1; leverage <= 50; ++leverage) {
      CellResult cell{{}, estimate::Tally(estimate::SurvivalGrid(60, 3'600), 1), {}};
      cell.policy.margin_mode = mode;
      cell.policy.leverage = leverage;
      cell.summary.liquidated.estimate = 0.01 * leverage;
      result.cells.push_back(cell);
    }
  }
  return result;
}

TEST(TellingCells, AreAllOfFew) {
  Result result = result_of_hundred();
  result.cells.erase(result.cells.begin() + few_cells, result.cells.end());
  EXPECT_EQ(telling_cells(result).size(), few_cells);
}

TEST(TellingCells, AreTheBaselineTheExtremesAndThoseOneSettingFromIt) {
  Result result = result_of_hundred();
  result.cells[12].summary.liquidated.estimate = 0;
  result.cells[90].summary.liquidated.estimate = 0.9;
  for (std::size_t i = 0; i < 10; ++i) result.cells[i].policy.leverage_cap = 3;
  result.study.baseline = 60;  // isolated 11x: beside it cross 11x, and all other leverages
  const std::vector<std::size_t> chosen = telling_cells(result);
  ASSERT_EQ(chosen.size(), most_telling_cells);
  EXPECT_TRUE(std::is_sorted(chosen.begin(), chosen.end()));
  const auto has = [&](std::size_t cell) {
    return std::find(chosen.begin(), chosen.end(), cell) != chosen.end();
  };
  for (const std::size_t cell : {10U, 12U, 51U, 60U, 90U, 97U}) EXPECT_TRUE(has(cell)) << cell;
  for (const std::size_t cell : {0U, 11U, 99U}) EXPECT_FALSE(has(cell)) << cell;
}

TEST(TellingCells, KnowWhatAMatrixSets) {
  Result result = result_of_hundred();
  for (std::size_t i = 0; i < result.cells.size(); ++i) {
    result.cells[i].policy = {};
    result.cells[i].policy.settings = {{"a", std::to_string(i / 10)},
                                       {"b", std::to_string(i % 10)}};
  }
  result.cells[99].summary.liquidated.estimate = 1;
  EXPECT_EQ(telling_cells(result),
            (std::vector<std::size_t>{0,  1,  2,  3,  4,  5,  6,  7,  8,  9,
                                      10, 20, 30, 40, 50, 60, 70, 80, 90, 99}));
}

}  // namespace
}  // namespace marginwalk::run::telling_cells_test
