#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/report/claim_table.hpp"
#include "sim/report/csv.hpp"
#include "sim/report/json.hpp"
#include "sim/report/summary_table.hpp"
#include "tests/sim/report/small_result.hpp"

/// Claims as they are told: isolated is liquidated on two of four paths, cross on none.
namespace marginwalk::report::claims_test {
namespace {

using estimate::Estimate;
using estimate::Finding;
using estimate::Sign;
using testing::HasSubstr;

estimate::Figure figure(std::string_view name) {
  for (const estimate::Measure& measure : estimate::measures()) {
    if (measure.name == name) return {&measure, {}};
  }
  throw std::runtime_error("no measure");
}

run::Result claiming_result() {
  run::Result result = small_result();
  result.study.claims = {{"Cross is better.",
                          {{figure("liquidated"), 0, std::size_t{1}, Sign::more},
                           {figure("terminal_equity"), 1, 800., Sign::less}},
                          {{figure("refills"), 0, std::size_t{1}, Sign::more}}}};
  result.claims = {{{{Estimate{-.5, -.9, -.1}, Finding::as_claimed},
                     {Estimate{0, -300, 300}, Finding::undecided}},
                    {Estimate{0, 0, 0}},
                    true,
                    estimate::ClaimVerdict::qualified}};
  return result;
}

TEST(Claims, InTheTable) {
  EXPECT_EQ(
      render(claim_table(claiming_result(), 0), Style::markdown),
      "| of | a | b | a is | b is | a less b | contradicted by | found |\n"
      "| :--- | :--- | :--- | ---: | ---: | ---: | :--- | :--- |\n"
      "| liquidated | cross | isolated | 0% [0, 60] | 50% [7, 93] | -50 [-90, -10] | more | as "
      "claimed |\n"
      "| mean terminal equity | isolated | 800.00 | 800 [512, 1,088] | – | 0 [-300, 300] | less "
      "| undecided |\n"
      "| refills | cross | isolated | 0 [0, 0] | 0 [0, 0] | 0 [0, 0] | any | null holds |\n");
}

TEST(Claims, InOneSentence) {
  run::Result result = claiming_result();
  EXPECT_EQ(claim_sentence(result, 0),
            "\"Cross is better.\" is qualified: 1 of 2 cases as claimed; liquidated differs by -50 "
            "[-90, -10] percentage points (cross less isolated); mean terminal equity differs by 0 "
            "[-300, 300] (isolated less 800.00).");
  result.study.claims[0].cases[1] = result.study.claims[0].cases[0];
  result.claims[0].cases[1].difference = Estimate{-.125, -.2, -.05};
  result.claims[0].null_holds = false;
  result.claims[0].verdict = estimate::ClaimVerdict::undecided;
  EXPECT_EQ(claim_sentence(result, 0),
            "\"Cross is better.\" is undecided: 1 of 2 cases as claimed; liquidated differs by "
            "-12 [-20, -5] percentage points (cross less isolated) to -50 [-90, -10] percentage "
            "points (cross less isolated); but its null case differs.");
  EXPECT_THAT(summary(result, Style::markdown),
              HasSubstr("\n### Claim\n\n\"Cross is better.\" is"));
}

TEST(Claims, InJson) {
  const auto json = to_json(claiming_result())["claims"][0];
  EXPECT_EQ(json["says"], "Cross is better.");
  EXPECT_EQ(json["verdict"], "qualified");
  EXPECT_EQ(json["cases"][0]["figure"], "liquidated");
  EXPECT_EQ(json["cases"][0]["against"], "isolated");
  EXPECT_EQ(json["cases"][0]["difference"]["low"], -.9);
  EXPECT_EQ(json["cases"][0]["found"], "as claimed");
  EXPECT_EQ(json["cases"][1]["against"], 800.);
  EXPECT_EQ(json["cases"][1]["contradicted_by"], "less");
  EXPECT_EQ(json["null_cases"][0]["holds"], true);
  EXPECT_TRUE(to_json(small_result())["claims"].empty());
}

TEST(Claims, InCsvByCase) {
  const std::string names =
      "says,verdict,figure,cell,against,difference.estimate,difference.low,difference.high,"
      "contradicted_by,found\n";
  EXPECT_EQ(
      claims_csv(to_json(claiming_result())),
      names +
          "Cross is better.,qualified,liquidated,cross,isolated,-0.5,-0.9,-0.1,more,as claimed\n"
          "Cross is better.,qualified,terminal_equity.mean,isolated,800.0,0.0,-300.0,300.0,"
          "less,undecided\n"
          "Cross is better.,qualified,refills,cross,isolated,0.0,0.0,0.0,any,null holds\n");
  run::Result result = claiming_result();
  result.claims[0].cases[0].difference.reset();
  EXPECT_THAT(claims_csv(to_json(result)), HasSubstr("liquidated,cross,isolated,,,,more"));
  EXPECT_EQ(claims_csv(to_json(small_result())), names);
}

}  // namespace
}  // namespace marginwalk::report::claims_test
