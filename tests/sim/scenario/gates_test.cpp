#include <gtest/gtest.h>

#include "tests/sim/scenario/study_files.hpp"

namespace marginwalk::scenario::gates_test {
namespace {

using estimate::Demand;

Study with_gates(const std::string& gates) {
  return load_text(std::string(good_study) + "gates:\n" + gates);
}

TEST(Gates, AskForNumbersByTheirNames) {
  struct Row {
    std::string demand;
    std::string figure;
    Demand::Side side;
    double limit;
  };
  const Row rows[] = {
      {"liquidated: {at_most: 5%}", "liquidated", Demand::Side::at_most, 0.05},
      {"bankrupt: {at_least: 10bps}", "bankrupt", Demand::Side::at_least, 0.001},
      {"expected_shortfall: {level: 95%, at_most: 5000}", "expected_shortfall.0.95",
       Demand::Side::at_most, 5'000},
      {"value_at_risk: {level: 99%, at_most: 5e3}", "value_at_risk.0.99", Demand::Side::at_most,
       5'000},
      {"terminal_equity: {at_least: 14000}", "terminal_equity.mean", Demand::Side::at_least,
       14'000},
      {"terminal_equity: {quantile: 1%, at_least: 900}", "terminal_equity.quantiles.0.01",
       Demand::Side::at_least, 900},
      {"time_to_liquidation_seconds: {quantile: 5%, at_least: 2d}",
       "time_to_liquidation_seconds.quantiles.0.05", Demand::Side::at_least, 172'800},
      {"pnl_at_mark: {at_least: -10}", "pnl_at_mark", Demand::Side::at_least, -10},
      {"least_margin_level: {quantile: 50%, at_least: 1.5}", "least_margin_level.quantiles.0.5",
       Demand::Side::at_least, 1.5},
      {"max_drawdown: {at_most: 40%}", "max_drawdown.mean", Demand::Side::at_most, 0.4},
  };
  for (const Row& row : rows) {
    const Study study = with_gates("  - {" + row.demand + "}\n");
    ASSERT_EQ(study.gates.size(), 1U) << row.demand;
    const Gate& gate = study.gates.front();
    EXPECT_EQ(gate.figure.name(), row.figure);
    EXPECT_EQ(gate.demand.side, row.side) << row.demand;
    EXPECT_DOUBLE_EQ(gate.demand.limit, row.limit) << row.demand;
    EXPECT_EQ(gate.cells, (std::vector<std::size_t>{0, 1, 2, 3})) << row.demand;
  }
}

TEST(Gates, AskWhatTradersWithRulesDid) {
  const std::string with_rules =
      replaced(good_study, "  wallet: 15000", "  wallet: 15000\n  conduct: {stop_loss: 8%}");
  struct Row {
    std::string demand;
    std::string figure;
    double limit;
  };
  for (const Row& row : {
           Row{"rejected_share: {at_most: 5%}", "conduct.rejected_share", .05},
           Row{"turnover: {at_most: 1e6}", "conduct.turnover", 1e6},
           Row{"stop_slippage: {quantile: 95%, at_most: 50bps}",
               "conduct.stop_slippage.quantiles.0.95", .005},
           Row{"warning_lead_seconds: {at_least: 5m}", "conduct.warning_lead_seconds.mean", 300},
       }) {
    const Study study = load_text(with_rules + "gates: [{" + row.demand + "}]\n");
    EXPECT_EQ(study.gates.front().figure.name(), row.figure);
    EXPECT_DOUBLE_EQ(study.gates.front().demand.limit, row.limit) << row.demand;
  }
}

TEST(Gates, AreAboutTheCellsThatTheyName) {
  const Study study = with_gates(
      "  - {where: {leverage: 3}, liquidated: {at_least: 1%, at_most: 5%}, bankrupt: {at_most: "
      "1%}}\n"
      "  - {where: {name: isolated-3x}, liquidated: {at_most: 5%}}\n");
  ASSERT_EQ(study.gates.size(), 4U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(study.gates[i].cells, (std::vector<std::size_t>{0, 2})) << i;
  }
  EXPECT_EQ(study.gates[3].cells, std::vector<std::size_t>{2});
}

TEST(Gates, BrokenOnes) {
  const auto broken = [](const std::string& gate, const std::string& message) {
    EXPECT_EQ(problems_of(std::string(good_study) + "gates: " + gate + "\n"), message) << gate;
  };
  broken("[]", "study.yaml:30:8: gates is empty");
  broken("5%", "study.yaml:30:8: gates: a single value is given (a list is expected: [5%])");
  broken("[{where: {leverage: 3}}]",
         "study.yaml:30:9: gates: this one demands nothing (as in liquidated: {at_most: 5%})");
  broken("[{liquidated: 5%}]",
         "study.yaml:30:22: liquidated: a single value is given (a map of keys is expected)");
  broken("[{liquidated: {}}]",
         "study.yaml:30:22: liquidated: nothing is demanded (at_most or at_least)");
  broken("[{liquidated: {at_most: 0.05}}]",
         "study.yaml:30:32: at_most: \"0.05\" has no unit (a share is written like 0.5% or 50bps)");
  broken("[{liquidated: {at_mots: 5%, at_least: 1%}}]",
         "study.yaml:30:23: unknown key \"at_mots\"; did you mean at_most?");
  broken("[{liquidatd: {at_most: 5%}, bankrupt: {at_most: 5%}}]",
         "study.yaml:30:10: unknown key \"liquidatd\"; did you mean liquidated?");
  broken("[{expected_shortfall: {at_most: 5000}}]",
         "study.yaml:30:30: level is missing (it is required here)");
  broken("[{expected_shortfall: {level: 90%, at_most: 5000}}]",
         "study.yaml:30:38: level: a result does not tell this one of expected_shortfall (it has "
         "95%, 99%)");
  broken("[{terminal_equity: {quantile: 2%, at_least: 1}}]",
         "study.yaml:30:38: quantile: a result does not tell this one of terminal_equity (it has "
         "1%, 5%, 50%, 95%)");
  broken("[{where: {leverage: 4}, liquidated: {at_least: 1%, at_most: 5%}}]",
         "study.yaml:30:17: where: no cell is like this (the cells are cross-3x, cross-2.5x, "
         "isolated-3x, isolated-2.5x)");
  broken("[{where: {name: cross-3x}, turnover: {at_most: 1}}]",
         "study.yaml:30:17: turnover: it is told of traders who have rules, and in cell cross-3x "
         "there are none (give a conduct)");
  broken("[{turnover: {at_most: 1}}]",
         "study.yaml:30:9: turnover: it is told of traders who have rules, and in cells cross-3x, "
         "cross-2.5x, isolated-3x and 1 more there are none (give a conduct)");
}

}  // namespace
}  // namespace marginwalk::scenario::gates_test
