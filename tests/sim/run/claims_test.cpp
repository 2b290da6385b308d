#include "sim/run/claims.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/run/run_study.hpp"
#include "sim/scenario/load_study.hpp"

/// Claims whose truth is known: the account of docs/claims.md with $5,000 of $15,000 behind a long.
namespace marginwalk::run::claims_test {
namespace {

using estimate::ClaimVerdict;

scenario::Study study_of(const char* name) {
  return scenario::load_study(
      std::filesystem::path(MARGINWALK_SOURCE_DIR "/scenarios/studies") / name,
      {{"paths", "2000"}, {"step", "1h"}});
}

/// The figure of two cells as a case.
scenario::ClaimCase between(const scenario::Study& study, std::size_t a, std::size_t b,
                            std::string_view name) {
  for (const estimate::Measure& measure : estimate::measures()) {
    if (measure.name == name) return {{&measure, {}}, a, b, estimate::Sign::more};
  }
  throw std::runtime_error("no measure of " + study.name);
}

TEST(Claims, OfOppositeSignHaveOppositeIntervalsAndVerdicts) {
  scenario::Study study = study_of("mode-alone.yaml");
  study.claims = {{"less often", {between(study, 2, 5, "liquidated")}, {}},
                  {"the other way", {between(study, 5, 2, "liquidated")}, {}},
                  {"equally often",
                   {between(study, 2, 5, "liquidated")},
                   {between(study, 2, 5, "terminal_equity"), between(study, 2, 5, "wiped_out")}}};
  const Result result = *run_study(study);
  EXPECT_EQ(result.claims[0].verdict, ClaimVerdict::supported);
  EXPECT_EQ(result.claims[1].verdict, ClaimVerdict::contradicted);
  const estimate::Estimate& one = *result.claims[0].cases[0].difference;
  const estimate::Estimate& other = *result.claims[1].cases[0].difference;
  EXPECT_EQ(one.estimate, -other.estimate);
  EXPECT_EQ(*one.low, -*other.high);
  EXPECT_EQ(*one.high, -*other.low);
  // A single case has the interval of the pair, whichever way the pair was counted.
  for (const DifferenceResult& each : result.differences) {
    if (each.a != 2 || each.b != 5) continue;
    EXPECT_EQ(*one.low, *each.difference.liquidated.low);
  }
  // Where nothing costs neither wins in the mean, but cross is wiped out more often: a null case
  // that differs leaves undecided what would have been supported.
  const ClaimResult& last = result.claims[2];
  EXPECT_EQ(last.cases[0].finding, estimate::Finding::as_claimed);
  EXPECT_FALSE(estimate::certain_sign(last.null_cases[0]));
  EXPECT_EQ(estimate::certain_sign(last.null_cases[1]), estimate::Sign::more);
  EXPECT_FALSE(last.null_holds);
  EXPECT_EQ(last.verdict, ClaimVerdict::undecided);
}

/// Whatever else a study compares, as where its baseline is several cells.
TEST(Claims, MayBeOfCellsThatAreNotComparedOtherwise) {
  scenario::Study study = study_of("mode-alone.yaml");
  study.claims = {{"less often", {between(study, 2, 5, "liquidated")}, {}}};
  const estimate::Estimate expected = *run_study(study)->claims[0].cases[0].difference;
  study.comparisons = {{0, 3}, {1, 4}};
  const Result result = *run_study(study);
  EXPECT_EQ(result.differences.size(), 3U);
  EXPECT_EQ(*result.claims[0].cases[0].difference->low, *expected.low);
}

/// Where the same paths count in both cells, a difference is taken path by path.
TEST(Claims, ComparePathByPathWhatTradersDid) {
  scenario::Study study = study_of("alerts.yaml");
  std::size_t idle = 0;
  std::size_t adds = 0;
  for (std::size_t i = 0; i < study.cells.size(); ++i) {
    if (study.cells[i].policy.name == "cross-idle") idle = i;
    if (study.cells[i].policy.name == "cross-adds") adds = i;
  }
  study.claims = {
      {"alerts",
       {between(study, adds, idle, "warning_came_true"), between(study, idle, adds, "reserve_used"),
        between(study, adds, idle, "warned_before_liquidation"),
        between(study, adds, idle, "fees")},
       {}}};
  const Result result = *run_study(study);
  const auto difference = [&](std::size_t i) { return *result.claims[0].cases[i].difference; };
  const auto told = [&](std::size_t i, std::size_t cell) {
    return *study.claims[0].cases[i].figure.of(result.cells[cell].summary);
  };
  for (std::size_t i = 0; i < 4; ++i) {
    const scenario::ClaimCase& each = study.claims[0].cases[i];
    const std::size_t other = std::get<std::size_t>(each.against);
    EXPECT_NEAR(difference(i).estimate, told(i, each.cell).estimate - told(i, other).estimate,
                1e-9 * std::abs(difference(i).estimate));
  }
  // All who are warned are warned in both cells; who is liquidated differs.
  const auto width = [](const estimate::Estimate& each) { return *each.high - *each.low; };
  EXPECT_LT(width(difference(0)), width(told(0, adds)) + width(told(0, idle)));
  EXPECT_GT(width(difference(2)), width(told(2, adds)) + width(told(2, idle)));
  EXPECT_EQ(result.claims[0].cases[0].finding, estimate::Finding::as_claimed);
  EXPECT_EQ(result.claims[0].cases[1].finding, estimate::Finding::as_claimed);
}

}  // namespace
}  // namespace marginwalk::run::claims_test
