#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/report/csv.hpp"
#include "sim/report/difference_table.hpp"
#include "sim/report/json.hpp"
#include "sim/report/rank_table.hpp"
#include "sim/report/summary_table.hpp"
#include "tests/sim/report/small_result.hpp"

/// Differences, with what is certain about them.
namespace marginwalk::report::comparisons_test {
namespace {

using testing::HasSubstr;
using testing::Not;

run::Result compared_result() {
  run::Result result = small_result();
  run::DifferenceResult& difference = result.differences[0];
  difference.p_value = 0.01;
  difference.adjusted_p_value = 0.03;
  difference.liquidated_pairing = {0.5, 1.84};
  difference.difference.liquidated = {-0.5, -0.75, -0.25};
  difference.equity_quantiles[0].value = estimate::Estimate{100, 50, 150};
  difference.equity_pairing = estimate::Pairing{200, 2.5};
  result.ranks = {{1, 1}, {2, 2}};
  return result;
}

TEST(Comparisons, AMarkStandsBesideWhatIsCertain) {
  run::Result result = compared_result();
  const Table certain = difference_table(result);
  EXPECT_EQ(certain.rows[0][2].back(), '*');
  EXPECT_EQ(certain.rows[0][4], "100\n[50, 150]");
  EXPECT_EQ(certain.rows[0][5], "–");
  EXPECT_EQ(certain.rows[0][8], "2.00");  // 2 x 0.5 / (0.75 - 0.25)
  EXPECT_EQ(certain.rows[0].back(), "1.84");
  result.differences[0].adjusted_p_value = 0.06;
  result.differences[0].liquidated_pairing.factor.reset();
  const Table open = difference_table(result);
  EXPECT_NE(open.rows[0][2].back(), '*');
  EXPECT_EQ(open.rows[0].back(), "–");
}

TEST(Comparisons, EquivalentPairsHaveAColumnWhereAMarginIsGiven) {
  run::Result result = compared_result();
  EXPECT_THAT(summary(result, Style::terminal), Not(HasSubstr("quivalent")));
  result.study.equivalence = 0.001;
  result.differences[0].equivalent = true;
  EXPECT_EQ(difference_table(result).columns.back().title, "equivalent");
  EXPECT_EQ(difference_table(result).rows[0].back(), "yes");
  result.differences[0].equivalent = false;
  EXPECT_EQ(difference_table(result).rows[0].back(), "–");
  EXPECT_THAT(summary(result, Style::terminal), HasSubstr("less than 0.1 percentage points"));
}

TEST(Comparisons, InJsonAndCsv) {
  const auto json = to_json(compared_result());
  const auto& difference = json["differences"][0];
  EXPECT_EQ(difference["p_value"], 0.01);
  EXPECT_EQ(difference["adjusted_p_value"], 0.03);
  EXPECT_TRUE(difference["equivalent"].is_null());
  EXPECT_EQ(difference["unpaired_half_width"], 0.5);
  EXPECT_EQ(difference["pairing_factor"], 1.84);
  EXPECT_EQ(difference["narrowing"], 2);
  EXPECT_EQ(difference["terminal_equity_quantiles"]["0.05"]["high"], 150);
  EXPECT_TRUE(difference["terminal_equity_quantiles"]["0.5"].is_null());
  EXPECT_EQ(difference["equity_unpaired_half_width"], 200);
  EXPECT_EQ(json["cells"][1]["rank"]["worst"], 2);
  EXPECT_THAT(differences_csv(to_json(compared_result())),
              HasSubstr(",0.01,0.03,,0.5,1.84,2.0,200.0,2.5\n"));
  EXPECT_THAT(cells_csv(to_json(compared_result())), HasSubstr(",rank.best,rank.worst\n"));
  EXPECT_EQ(cells_csv(to_json(compared_result())).find('\n'),
            cells_csv(to_json(small_result())).find('\n'));
}

TEST(Comparisons, PlacesAreToldFromThreeCellsOn) {
  run::Result result = compared_result();
  EXPECT_THAT(summary(result, Style::terminal), Not(HasSubstr("Places")));
  result.study.cells.push_back(result.study.cells[0]);
  result.cells.push_back(result.cells[0]);
  result.cells[2].policy.name = "third";
  result.ranks = {{1, 2}, {3, 3}, {1, 2}};
  EXPECT_EQ(render(rank_table(result), Style::markdown),
            "| place | cell | liquidated |\n"
            "| :--- | :--- | ---: |\n"
            "| 1 to 2 | cross | 0% [0, 60] |\n"
            "| 1 to 2 | third | 0% [0, 60] |\n"
            "| 3 | isolated | 50% [7, 93] |\n");
  EXPECT_THAT(summary(result, Style::terminal), HasSubstr("Places by how rarely"));
}

}  // namespace
}  // namespace marginwalk::report::comparisons_test
