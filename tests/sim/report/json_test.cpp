#include "sim/report/json.hpp"

#include <gtest/gtest.h>

#include "tests/sim/report/small_result.hpp"

namespace marginwalk::report::json_test {
namespace {

using Json = nlohmann::ordered_json;
using Keys = std::vector<std::string>;

Keys keys(const Json& object) {
  Keys result;
  for (const auto& [key, value] : object.items()) result.push_back(key);
  return result;
}

TEST(Json, KeysAndTheirOrderAreFixed) {
  const Json json = to_json(small_result());
  EXPECT_EQ(keys(json), (Keys{"marginwalk", "study", "assumptions", "cells", "refused",
                              "differences", "gates", "claims", "precision", "fans", "timing"}));
  EXPECT_EQ(keys(json["marginwalk"]), (Keys{"version", "build"}));
  EXPECT_EQ(keys(json["study"]), (Keys{"name", "description", "seed", "paths", "start",
                                       "horizon_seconds", "step_seconds", "input_sha256",
                                       "bridge_error_bound", "notes", "file", "settings"}));
  EXPECT_EQ(keys(json["cells"][0]), (Keys{"id",
                                          "policy",
                                          "market",
                                          "paths",
                                          "start_equity",
                                          "liquidated",
                                          "liquidated_continuously",
                                          "step_bias",
                                          "step_bias_paths",
                                          "wiped_out",
                                          "bankrupt",
                                          "deleveraged",
                                          "survival",
                                          "time_to_liquidation_seconds",
                                          "loss_given_liquidation",
                                          "loss_at_liquidation",
                                          "liquidated_first",
                                          "closed_too_early",
                                          "worst_leg_loss",
                                          "winners_forgone",
                                          "terminal_equity",
                                          "terminal_equity_below",
                                          "value_at_risk",
                                          "expected_shortfall",
                                          "extremes_paths",
                                          "max_drawdown",
                                          "least_margin_level",
                                          "fees",
                                          "funding",
                                          "slippage",
                                          "fund_paid",
                                          "fund_received",
                                          "deleveraging_cost",
                                          "interest",
                                          "deposits",
                                          "pnl_at_mark",
                                          "refills",
                                          "rank"}));
  EXPECT_EQ(
      keys(json["differences"][0]),
      (Keys{"a", "b", "liquidated", "terminal_equity", "terminal_equity_quantiles", "only_a",
            "only_b", "p_value", "adjusted_p_value", "equivalent", "unpaired_half_width",
            "pairing_factor", "narrowing", "equity_unpaired_half_width", "equity_pairing_factor"}));
  EXPECT_EQ(keys(json["refused"][0]), (Keys{"id", "reason"}));
  EXPECT_EQ(keys(json["timing"]), (Keys{"seconds", "threads", "path_rate"}));
}

TEST(Json, LevelsAreInTheirShortestForm) {
  const Json cell = to_json(small_result())["cells"][1];
  EXPECT_EQ(keys(cell["terminal_equity"]["quantiles"]), (Keys{"0.01", "0.05", "0.5", "0.95"}));
  EXPECT_EQ(keys(cell["time_to_liquidation_seconds"]["quantiles"]), (Keys{"0.05", "0.5", "0.95"}));
  EXPECT_EQ(keys(cell["value_at_risk"]), (Keys{"0.95", "0.99"}));
  EXPECT_EQ(keys(cell["liquidated_first"]), (Keys{"BTC-PERP", "ETH-PERP"}));
}

TEST(Json, ValuesAreThoseOfTheResult) {
  const run::Result result = small_result();
  const Json json = to_json(result);
  EXPECT_EQ(json["study"]["start"], "2026-01-01T00:00Z");
  EXPECT_EQ(json["study"]["seed"], 7);
  EXPECT_EQ(json["study"]["notes"], Json::array({"The notional is fixed."}));
  EXPECT_EQ(json["cells"][1]["policy"]["margin_mode"], "isolated");
  EXPECT_EQ(json["cells"][1]["liquidated"]["estimate"], 0.5);
  EXPECT_EQ(json["cells"][1]["loss_given_liquidation"]["mean"]["estimate"], 450);
  EXPECT_EQ(json["cells"][1]["liquidated_first"]["ETH-PERP"]["estimate"], 1);
  EXPECT_EQ(json["cells"][1]["survival"].size(), 61U);
  EXPECT_EQ(json["cells"][1]["survival"][10][0], 600);
  EXPECT_EQ(json["cells"][1]["survival"][10][1], 0.75);
  EXPECT_EQ(json["differences"][0]["liquidated"]["low"],
            *result.differences[0].difference.liquidated.low);
  EXPECT_EQ(json["differences"][0]["only_b"], 2);
  EXPECT_EQ(json["timing"]["path_rate"], 8);
}

TEST(Json, WhatIsMissingIsNull) {
  run::Result result = small_result();
  result.timing.seconds = 0;
  const Json json = to_json(result);
  const Json cell = json["cells"][0];
  EXPECT_TRUE(cell["policy"]["leverage_cap"].is_null());
  EXPECT_TRUE(cell["loss_given_liquidation"]["mean"].is_null());
  EXPECT_TRUE(cell["time_to_liquidation_seconds"]["quantiles"]["0.5"].is_null());
  EXPECT_TRUE(cell["liquidated_first"]["BTC-PERP"].is_null());
  EXPECT_TRUE(cell["closed_too_early"].is_null());
  EXPECT_TRUE(cell["terminal_equity"]["quantiles"]["0.01"]["low"].is_null());
  EXPECT_TRUE(json["timing"]["path_rate"].is_null());
}

TEST(Json, TextReadsBackAsItself) {
  run::Result result = small_result();
  result.cells[0].summary.liquidated.estimate = 0.1 + 0.2;
  const Json json = Json::parse(json_text(result));
  EXPECT_EQ(json["cells"][0]["liquidated"]["estimate"].get<double>(), 0.1 + 0.2);
  EXPECT_EQ(json, to_json(result));
}

TEST(Json, ABrokenNameDoesNotCostTheNumbers) {
  run::Result result = small_result();
  result.study.description = "\xff";
  EXPECT_EQ(Json::parse(json_text(result))["cells"], to_json(result)["cells"]);
}

}  // namespace
}  // namespace marginwalk::report::json_test
