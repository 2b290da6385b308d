#include "sim/run/claims.hpp"

#include <gtest/gtest.h>

#include "sim/run/run_study.hpp"
#include "sim/scenario/load_study.hpp"

/// Claims whose truth is known: the account of docs/claims.md with $5,000 of $15,000 behind a long.
namespace marginwalk::run {
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

}  // namespace
}  // namespace marginwalk::run
