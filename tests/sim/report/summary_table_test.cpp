#include "sim/report/summary_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/report/difference_table.hpp"
#include "tests/sim/report/small_result.hpp"

namespace marginwalk::report::summary_table_test {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Summary, NamesWhatItsNumbersDependOn) {
  for (const Style style : {Style::terminal, Style::markdown}) {
    const std::string text = summary(small_result(), style);
    for (const char* words :
         {"small: 4 paths over 1h", "checked every 1m", "gbm", "seed 7", "95% intervals",
          "bridge error 1e-09", "Two cells, by hand.", "The notional is fixed."}) {
      EXPECT_THAT(text, HasSubstr(words));
    }
    EXPECT_THAT(text, Not(HasSubstr("safe")));
  }
}

TEST(Summary, FrequencyStandsBesideSeverity) {
  EXPECT_THAT(summary(small_result(), Style::markdown),
              HasSubstr("| isolated | 50% [7, 93] | 10m [–, –] | 450 [352, 548] | 0% [0, 60] "
                        "| 0% [0, 60] | 800 [512, 1,088] | 500 [–, –] |"));
}

TEST(Summary, StepStandsBesideContinuousMonitoring) {
  run::Result result = small_result();
  estimate::Summary& cell = result.cells[0].summary;
  cell.step_bias_paths = 4;
  cell.step_bias = {0.02, 0.01, 0.03};
  cell.liquidated_continuously = {0.52, 0.1, 0.9};
  const std::string text = summary(result, Style::markdown);
  EXPECT_THAT(text, HasSubstr("| cell | liquidated, checked every 1m | without pause "
                              "| bias of the step, points |"));
  EXPECT_THAT(text, HasSubstr("| 52% [10, 90] | 2.0 [1.0, 3.0] |"));
}

TEST(Summary, AttributionTellsOfLiquidatedCellsOnly) {
  const std::string text = summary(small_result(), Style::markdown);
  EXPECT_THAT(text, HasSubstr("| cell | mean loss at liquidation | closed too early "
                              "| BTC-PERP first | ETH-PERP first |"));
  EXPECT_THAT(text, HasSubstr("| isolated | 400 [400, 400] | 0% [0, 84] | 0% [0, 84] "
                              "| 100% [16, 100] |"));
  EXPECT_THAT(text, Not(HasSubstr("| cross | 400")));
}

TEST(Summary, RefusedCellsSayWhy) {
  EXPECT_THAT(summary(small_result(), Style::terminal),
              HasSubstr("cross-200x  200x is above 100x\n"));
}

TEST(Summary, TerminalLinesFitAWideTerminal) {
  const std::string text = summary(small_result(), Style::terminal);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    const std::string line = text.substr(begin, end - begin);
    EXPECT_LE(display_width(line), 130U) << line;
    begin = end + 1;
  }
}

TEST(Summary, QuietRunHasNoEmptyTables) {
  run::Result result = small_result();
  result.cells.pop_back();
  result.differences.clear();
  result.study.refused.clear();
  const std::string text = summary(result, Style::terminal);
  EXPECT_THAT(text, Not(HasSubstr("Of the paths that were liquidated")));
  EXPECT_THAT(text, Not(HasSubstr("Differences")));
  EXPECT_THAT(text, Not(HasSubstr("Refused")));
}

/// Cross and isolated at 1x to 12x, with a difference for every pair of the 24 cells.
run::Result sweep() {
  run::Result result = small_result();
  const run::CellResult cell = result.cells[0];
  const estimate::Difference difference = result.differences[0].difference;
  result.cells.assign(24, cell);
  result.differences.clear();
  for (std::size_t i = 0; i < 24; ++i) {
    result.cells[i].policy.margin_mode =
        i < 12 ? core::MarginMode::cross : core::MarginMode::isolated;
    result.cells[i].policy.leverage = static_cast<double>(i % 12 + 1);
    for (std::size_t j = i + 1; j < 24; ++j) result.differences.push_back({i, j, difference});
  }
  return result;
}

TEST(Differences, CrossAgainstIsolatedAtEqualLeverage) {
  EXPECT_EQ(difference_table(sweep()).rows.size(), 12U);
}

TEST(Differences, AgainstTheBaselineAtMostTwenty) {
  run::Result result = sweep();
  result.cells[3].policy.name = "chosen";
  result.study.baseline = 3;
  const Table table = difference_table(result);
  EXPECT_EQ(table.rows.size(), 20U);
  for (const auto& row : table.rows) EXPECT_TRUE(row[0] == "chosen" || row[1] == "chosen");
  EXPECT_THAT(summary(result, Style::terminal), HasSubstr("20 of 276 differences"));
}

}  // namespace
}  // namespace marginwalk::report::summary_table_test
