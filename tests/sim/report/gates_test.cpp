#include "sim/run/gates.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/report/csv.hpp"
#include "sim/report/gate_table.hpp"
#include "sim/report/json.hpp"
#include "sim/report/summary_table.hpp"
#include "tests/sim/report/small_result.hpp"

/// Gates as they are told: isolated is liquidated on two of four paths, cross on none.
namespace marginwalk::report::gates_test {
namespace {

using estimate::Demand;
using testing::HasSubstr;

estimate::Figure figure(std::string_view name, std::optional<double> level = {}) {
  for (const estimate::Measure& measure : estimate::measures()) {
    if (measure.name == name) return {&measure, level};
  }
  throw std::runtime_error("no measure");
}

run::Result gated_result() {
  run::Result result = small_result();
  result.study.gates = {
      {figure("liquidated"), {Demand::Side::at_most, 0.05}, {0, 1}},
      {figure("liquidated"), {Demand::Side::at_most, 0.95}, {0, 1}},
      {figure("loss_given_liquidation"), {Demand::Side::at_most, 300}, {0, 1}},
      {figure("expected_shortfall", 0.95), {Demand::Side::at_most, 450.5}, {1}},
      {figure("time_to_liquidation_seconds", 0.5), {Demand::Side::at_least, 5'400}, {1}}};
  result.gates = run::judge_gates(result.study, result.cells);
  return result;
}

TEST(Gates, InTheTable) {
  const std::string text = render(gate_table(gated_result()), Style::markdown);
  EXPECT_EQ(text,
            "| cell | gate | is | verdict |\n"
            "| :--- | :--- | ---: | :--- |\n"
            "| cross | liquidated at most 5% | 0% [0, 60] | undecided |\n"
            "| isolated | liquidated at most 5% | 50% [7, 93] | failed |\n"
            "| cross | liquidated at most 95% | 0% [0, 60] | passed |\n"
            "| isolated | liquidated at most 95% | 50% [7, 93] | passed |\n"
            "| cross | mean loss given liquidation at most 300.00 | – | undecided |\n"
            "| isolated | mean loss given liquidation at most 300.00 | 450 [352, 548] | failed |\n"
            "| isolated | expected shortfall 95% at most 450.50 | 500 [–, –] | undecided |\n"
            "| isolated | time to liquidation 50% quantile at least 1h 30m | 10m [–, –] | "
            "undecided |\n");
  EXPECT_THAT(summary(gated_result(), Style::terminal), HasSubstr("\nGates\n"));
}

TEST(Gates, InJsonAndCsvUnderTheSameNames) {
  const auto json = to_json(gated_result())["gates"];
  ASSERT_EQ(json.size(), 8U);
  EXPECT_EQ(json[1]["cell"], "isolated");
  EXPECT_EQ(json[1]["figure"], "liquidated");
  EXPECT_EQ(json[1]["demand"], "at_most");
  EXPECT_EQ(json[1]["limit"], 0.05);
  EXPECT_EQ(json[1]["value"]["estimate"], 0.5);
  EXPECT_EQ(json[1]["verdict"], "failed");
  EXPECT_TRUE(json[4]["value"].is_null());
  EXPECT_EQ(json[6]["figure"], "expected_shortfall.0.95");
  const std::string csv = gates_csv(to_json(gated_result()));
  EXPECT_THAT(csv,
              HasSubstr("cell,figure,demand,limit,value.estimate,value.low,value.high,verdict\n"
                        "cross,liquidated,at_most,0.05,0.0,0.0,"));
  EXPECT_THAT(csv, HasSubstr("\ncross,loss_given_liquidation.mean,at_most,300.0,,,,undecided\n"));
  EXPECT_EQ(gates_csv(to_json(small_result())), csv.substr(0, csv.find('\n') + 1));
}

}  // namespace
}  // namespace marginwalk::report::gates_test
