#include <gtest/gtest.h>

#include "tests/sim/scenario/study_files.hpp"

/// The cells of the good study are cross-3x, cross-2.5x, isolated-3x and isolated-2.5x.
namespace marginwalk::scenario::claims_test {
namespace {

using estimate::Sign;

constexpr std::string_view lines = R"(claim:
  says: Cross is better.
  measure: liquidated
  contradicted_by: more
  cases:
    - {cell: {margin_mode: cross}, against: {margin_mode: isolated}}
    - {cell: {name: cross-3x}, against: {leverage: 2.5, margin_mode: isolated}, contradicted_by: less}
    - {cell: {leverage: 3}, against: 4000, measure: expected_shortfall, level: 95%}
  null_case: {cell: {margin_mode: cross, leverage: 3}, against: {margin_mode: cross}}
)";

std::string with_claim(std::string_view old, std::string_view replacement) {
  return std::string(good_study) + replaced(lines, old, replacement);
}

TEST(Claims, ComparePairsThatDifferInNothingElse) {
  const Study study = load_text(with_claim("", ""));
  ASSERT_EQ(study.claims.size(), 1U);
  struct Row {
    std::string figure;
    std::size_t cell;
    std::variant<std::size_t, double> against;
    Sign contradicted_by;
  };
  const Row rows[] = {
      {"liquidated", 0, std::size_t{2}, Sign::more},
      {"liquidated", 1, std::size_t{3}, Sign::more},
      {"liquidated", 0, std::size_t{3}, Sign::less},
      {"expected_shortfall.0.95", 0, 4000., Sign::more},
      {"expected_shortfall.0.95", 2, 4000., Sign::more},
  };
  const Claim& claim = study.claims.front();
  EXPECT_EQ(claim.says, "Cross is better.");
  ASSERT_EQ(claim.cases.size(), std::size(rows));
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    EXPECT_EQ(claim.cases[i].figure.name(), rows[i].figure) << i;
    EXPECT_EQ(claim.cases[i].cell, rows[i].cell) << i;
    EXPECT_EQ(claim.cases[i].against, rows[i].against) << i;
    EXPECT_EQ(claim.cases[i].contradicted_by, rows[i].contradicted_by) << i;
  }
  ASSERT_EQ(claim.null_cases.size(), 1U);
  EXPECT_EQ(claim.null_cases[0].against, (std::variant<std::size_t, double>(std::size_t{1})));
}

TEST(Claims, SeveralAreAList) {
  const Study study = load_text(std::string(good_study) +
                                "claims:\n"
                                "  - {says: A, measure: liquidated, contradicted_by: less, cases: "
                                "[{cell: {leverage: 3}, against: 1%}]}\n"
                                "  - {says: B, measure: fees, contradicted_by: more, cases: "
                                "[{cell: {}, against: 10}]}\n");
  ASSERT_EQ(study.claims.size(), 2U);
  EXPECT_EQ(study.claims[0].cases.size(), 2U);
  EXPECT_EQ(study.claims[1].cases.size(), 4U);
  EXPECT_EQ(std::get<double>(study.claims[0].cases[0].against), .01);
}

TEST(Claims, EveryShippedStudyMakesOneAndHasANullCase) {
  std::size_t count = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(MARGINWALK_SOURCE_DIR "/scenarios/studies")) {
    const Study study = load_study(entry.path());
    EXPECT_EQ(study.name + ".yaml", entry.path().filename());
    ASSERT_FALSE(study.claims.empty()) << study.name;
    for (const Claim& claim : study.claims) EXPECT_FALSE(claim.null_cases.empty()) << study.name;
    ++count;
  }
  EXPECT_GE(count, 30U);
}

TEST(Claims, Mistakes) {
  const Mistake mistakes[] = {
      {"  says: Cross is better.\n", "", "study.yaml:31:3: says is missing (it is required here)"},
      {"measure: liquidated", "measure: liquidation",
       "study.yaml:32:12: measure: \"liquidation\" is not a number of a result"},
      {"contradicted_by: more", "contradicted_by: higher",
       "study.yaml:33:20: contradicted_by: \"higher\" is not a sign of a difference"},
      {"against: 4000", "against: 40%", "study.yaml:37:38: against: \"40%\" is not a number"},
      {"{leverage: 2.5, margin_mode: isolated}", "{name: isolated-2x}",
       "study.yaml:36:41: against: no cell is like this (the cells are"},
      {"{margin_mode: cross, leverage: 3}, against: {margin_mode: cross}",
       "{margin_mode: cross, leverage: 3}, against: {margin_mode: cross, leverage: 3}",
       "study.yaml:38:14: claim: no two cells differ in just what cell and against say"},
      {", against: {margin_mode: isolated}", "",
       "study.yaml:35:7: against is missing (it is required here)"},
      {"measure: liquidated", "measure: turnover",
       "study.yaml:35:7: turnover: it is told of traders who have rules, and in cells cross-3x, "
       "cross-2.5x, isolated-3x and 1 more there are none (give a conduct)"},
  };
  for (const Mistake& mistake : mistakes) {
    const std::string told = problems_of(with_claim(mistake.old, mistake.replacement));
    EXPECT_NE(told.find(mistake.message), std::string::npos) << told;
  }
}

}  // namespace
}  // namespace marginwalk::scenario::claims_test
