#include "sim/report/precision_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "sim/report/json.hpp"
#include "sim/report/resolved.hpp"
#include "sim/report/summary_table.hpp"
#include "tests/sim/report/small_result.hpp"

namespace marginwalk::report::precision_text_test {
namespace {

using End = run::PrecisionResult::End;
using Of = scenario::PrecisionTarget::Of;
using testing::HasSubstr;

estimate::Figure figure(std::string_view name, std::optional<double> level = {}) {
  for (const estimate::Measure& measure : estimate::measures()) {
    if (measure.name == name) return {&measure, level};
  }
  throw std::runtime_error("no measure");
}

/// The small result as if it had ended at its third look.
run::Result precise_result(End end) {
  run::Result result = small_result();
  result.study.precision.emplace();
  result.study.precision->targets = {{figure("liquidated"), Of::cells, {0.001, false}},
                                     {figure("liquidated"), Of::pairs, {0.002, false}},
                                     {figure("expected_shortfall", 0.95), Of::cells, {0.05, true}}};
  result.precision = {end, 3, {0, 1, estimate::Estimate{0.5, 0.4, 0.6}, 100}};
  return result;
}

TEST(PrecisionText, SaysThatItIsReachedAndWhatIsFarthest) {
  EXPECT_EQ(precision_text(precise_result(End::precise)),
            "Precision reached: liquidated within 0.1 percentage points in every cell; liquidated "
            "within 0.2 percentage points for every pair; expected shortfall 95% within 5% of "
            "itself in every cell.\n"
            "Farthest from it: liquidated of isolated, 50% [40, 60], 100 times the tolerance.\n"
            "The run looked 3 times at intervals of 97.5% and tells those, which leaves 95% where "
            "it ended.");
}

TEST(PrecisionText, SaysWhichLimitEndedTheRun) {
  EXPECT_THAT(precision_text(precise_result(End::paths)),
              testing::AllOf(HasSubstr("Precision NOT reached: "), HasSubstr("at_most_paths")));
  const run::Result late = precise_result(End::time);
  EXPECT_THAT(precision_text(late), HasSubstr("depends on the machine: --paths 4 repeats"));
  EXPECT_THAT(summary(late, Style::terminal), HasSubstr("Precision NOT reached: "));
}

TEST(PrecisionText, PairsAndWhatCannotBeTold) {
  run::Result result = precise_result(End::paths);
  result.precision->worst = {1, 0, std::nullopt, std::numeric_limits<double>::infinity()};
  EXPECT_THAT(precision_text(result),
              HasSubstr("Farthest from it: liquidated of cross less isolated, –.\n"));
  EXPECT_TRUE(to_json(result)["precision"]["worst"]["share_of_tolerance"].is_null());
}

TEST(PrecisionText, InJson) {
  const auto json = to_json(precise_result(End::time))["precision"];
  EXPECT_EQ(json["reached"], false);
  EXPECT_EQ(json["ended_by"], "at_most_time");
  EXPECT_EQ(json["looks"], 3);
  EXPECT_EQ(json["confidence_at_each_look"], 0.975);
  EXPECT_EQ(json["targets"][1]["of"], "pairs");
  EXPECT_EQ(json["targets"][2]["figure"], "expected_shortfall.0.95");
  EXPECT_EQ(json["targets"][2]["relative"], 0.05);
  EXPECT_EQ(json["worst"]["at"], "isolated");
  EXPECT_EQ(json["worst"]["value"]["high"], 0.6);
  EXPECT_TRUE(to_json(small_result())["precision"].is_null());
}

TEST(PrecisionText, AStudyThatHasNotRunSaysAtMost) {
  scenario::Study study = precise_result(End::precise).study;
  study.precision->at_most_seconds = 600;
  EXPECT_THAT(describe(study), testing::AllOf(HasSubstr("small: at most 4 paths over 1h"),
                                              HasSubstr("Until precise: liquidated within 0.1"),
                                              HasSubstr("in 10m at most")));
}

}  // namespace
}  // namespace marginwalk::report::precision_text_test
