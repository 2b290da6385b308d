#include "sim/report/page.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/report/json.hpp"
#include "sim/report/lighten.hpp"
#include "tests/sim/report/small_result.hpp"

namespace marginwalk::report::page_test {
namespace {

/// What stands between two texts.
std::string between(const std::string& text, const std::string& before, const std::string& after) {
  const std::size_t from = text.find(before) + before.size();
  return text.substr(from, text.find(after, from) - from);
}

nlohmann::ordered_json embedded(const std::string& page) {
  return nlohmann::ordered_json::parse(
      between(page, R"(<script type="application/json" id="answers">)", "</script>"));
}

TEST(Page, HoldsTheJsonOfTheResult) {
  const run::Result result = small_result();
  const auto answers = embedded(page(result));
  EXPECT_EQ(answers["run"], to_json(result));
  EXPECT_TRUE(answers["frontiers"].empty());
  EXPECT_TRUE(answers["attribution"].is_null());
  EXPECT_TRUE(answers["left_out"].empty());
}

TEST(Page, IsCalledAfterWhateverAnswerThereIs) {
  Answers answers;
  answers.attribution = {{"study", {{"name", "alone"}}}};
  EXPECT_EQ(between(page(answers), "<h1>", "</h1>"), "alone");
}

/// Two modes, at 250 leverages each.
run::Result result_of_500_cells() {
  run::Result result = small_result();
  const std::vector<run::CellResult> cells = result.cells;
  const std::vector<scenario::Cell> accounts = result.study.cells;
  result.cells.clear();
  result.study.cells.clear();
  result.differences.clear();
  for (std::size_t i = 0; i < 500; ++i) {
    const auto name = fmt::format("{}-{}x", i % 2 == 0 ? "cross" : "isolated", i / 2 + 1);
    result.study.cells.push_back(accounts[i % 2]);
    result.study.cells.back().policy.name = name;
    result.cells.push_back(cells[i % 2]);
    result.cells.back().policy.name = name;
    result.cells.back().policy.leverage = static_cast<double>(i / 2 + 1);
    for (estimate::SurvivalPoint& point : result.cells.back().summary.survival) {
      point.survived = {1.0 / 3, 0.31234567890123, 0.35};
    }
    if (i > 0) result.differences.push_back({0, i, {{1.0 / 7, 0.1, 0.2}, {}, 1, 2}});
  }
  for (const std::size_t cell : {0U, 1U, 499U}) {
    result.fans.push_back({cell, 4, {}, {}, {{0, cell == 1 ? 400.0 : 500.0, 60}}});
  }
  return result;
}

TEST(Page, OfHundredsOfCellsIsLightAndSaysWhatIsLeftOut) {
  const run::Result result = result_of_500_cells();
  const std::string text = page(result);
  EXPECT_LT(text.size(), 2'000'000U);
  const auto answers = embedded(text);
  const auto& cells = answers["run"]["cells"];
  ASSERT_EQ(cells.size(), 500U);
  EXPECT_EQ(answers["run"]["differences"].size(), 499U);
  EXPECT_EQ(cells[499]["survival"].size(), 61U);
  EXPECT_EQ(cells[499]["survival"][60][1], 0.33333);  // a thousandth of [0.312, 0.35]
  EXPECT_EQ(cells[250]["survival"].size(), 0U);
  const auto liquidated = to_json(result)["cells"][251]["liquidated"];
  EXPECT_EQ(cells[251]["liquidated"][0], liquidated["estimate"]);
  EXPECT_NEAR(cells[251]["liquidated"][1], liquidated["low"], 1e-3);
  const std::string told = answers["left_out"].dump();
  EXPECT_NE(told.find("rounded"), std::string::npos) << told;
  EXPECT_NE(told.find("of 3 of 500 cells"), std::string::npos) << told;
  EXPECT_NE(told.find("small.survival.csv"), std::string::npos) << told;
}

TEST(Page, ChartsOfWorstPathsStayWhole) {
  const auto whole = to_json(result_of_500_cells());
  auto run = whole;
  lighten(run, 900'000);
  ASSERT_NE(run, whole);
  const auto chart = nlohmann::ordered_json::json_pointer("/worst/0/story/chart");
  for (const std::size_t i : {0U, 1U, 2U})
    EXPECT_EQ(run["fans"][i][chart], whole["fans"][i][chart]);
}

TEST(Page, BelowItsCurvesAPageLosesChartsButThatOfTheWorst) {
  auto run = to_json(result_of_500_cells());
  const std::vector<std::string> said = lighten(run, 1);
  ASSERT_EQ(said.size(), 4U);
  EXPECT_EQ(said[2],
            "The worst path is drawn of isolated-1x alone; small.json has charts of 3 cells, and "
            "marginwalk explain --svg draws any.");
  for (const auto& fans : run["fans"]) {
    EXPECT_EQ(fans["worst"][0]["story"].contains("chart"), fans["cell"] == "isolated-1x");
  }
}

TEST(Page, NeedsNothingBesides) {
  const std::string text = page(small_result());
  EXPECT_EQ(text.find("{{title}}"), std::string::npos);
  EXPECT_EQ(text.find(" src="), std::string::npos);
  EXPECT_NE(text.find("Chart.js v3"), std::string::npos);
  EXPECT_NE(text.find("default-src 'none'"), std::string::npos);
  EXPECT_LT(text.size(), 500'000U);
}

TEST(Page, NoNameOfAStudyIsMarkup) {
  run::Result result = small_result();
  result.study.name = "</script><b>&\xff";
  const std::string text = page(result);
  EXPECT_EQ(embedded(text)["run"]["study"]["name"], "</script><b>&\uFFFD");
  EXPECT_EQ(text.find("<b>"), std::string::npos);
  EXPECT_EQ(between(text, "<h1>", "</h1>"), "&lt;/script>&lt;b>&amp;\uFFFD");
}

}  // namespace
}  // namespace marginwalk::report::page_test
