#include <gtest/gtest.h>

#include "tests/sim/scenario/study_files.hpp"

/// Venues, books and what traders do after a liquidation, as axes of what is compared.
namespace marginwalk::scenario::policy_axes_test {
namespace {

using replay::AfterLiquidation;

std::vector<std::string> names_of(const std::vector<Cell>& cells) {
  std::vector<std::string> names;
  for (const Cell& cell : cells) names.push_back(cell.policy.name);
  return names;
}

/// The good study with other policies.
std::string with_policies(std::string_view policies) {
  return replaced(good_study, "  margin_mode: [cross, isolated]\n  leverage: [3, 2.5]\n", policies);
}

TEST(PolicyAxes, WhatFollowsALiquidation) {
  const Study usual = load_text(
      replaced(good_study, "  wallet: 15000", "  wallet: 15000\n  after_liquidation: stop"));
  for (const Cell& cell : usual.cells) {
    EXPECT_EQ(cell.conduct.after_liquidation, AfterLiquidation::stops);
  }
  const Study study = load_text(with_policies(R"(  leverage: [3]
  after_liquidation: [continue, stop, refill]
  named: [{name: stubborn, leverage: 2, after_liquidation: refill}, {name: plain, leverage: 2}]
baseline: {after_liquidation: stop}
)"));
  EXPECT_EQ(names_of(study.cells),
            (std::vector<std::string>{"3x-continue", "3x-stop", "3x-refill", "stubborn", "plain"}));
  const std::vector expected{AfterLiquidation::continues, AfterLiquidation::stops,
                             AfterLiquidation::refills, AfterLiquidation::refills,
                             AfterLiquidation::continues};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(study.cells[i].conduct.after_liquidation, expected[i]) << i;
  }
  EXPECT_EQ(study.baseline, 1U);
  EXPECT_EQ(
      study.notes.back(),
      "Refill: after a liquidation the trader deposits what is missing to the start and opens "
      "again what was closed; losses count deposits.");
}

constexpr std::string_view books = R"(  leverage: [5]
  book:
    lonely: [{contract: BTC-PERP, side: long, margin: 1000}]
    hedged: [{contract: ETH-PERP, side: short, notional: 3000}, {contract: BTC-PERP, side: long, notional: 3000}]
baseline: {book: lonely}
)";

TEST(PolicyAxes, Books) {
  const std::string text = with_policies(books);
  const std::string positions =
      text.substr(text.find("  positions:"), text.find("policies:") - text.find("  positions:"));
  for (const std::string& each : {text, replaced(text, positions, "")}) {
    const Study study = load_text(each);
    EXPECT_EQ(names_of(study.cells), (std::vector<std::string>{"lonely-5x", "hedged-5x"}));
    EXPECT_EQ(study.baseline, 0U);
    const std::vector<core::Position>& lonely = study.cells[0].account.positions;
    ASSERT_EQ(lonely.size(), 1U);
    EXPECT_NEAR(lonely[0].size.value(), 5'000 / 60e3, 1e-12);
    const std::vector<core::Position>& hedged = study.cells[1].account.positions;
    ASSERT_EQ(hedged.size(), 2U);
    EXPECT_NEAR(hedged[0].size.value(), .05, 1e-12);
    EXPECT_NEAR(hedged[1].size.value(), -1.5, 1e-12);
  }
}

/// A study that compares the venues `both` (two contracts) and `one` (BTC-PERP alone).
class Venues : public ::testing::Test {
 protected:
  Venues() {
    files.write("venues/both.yaml",
                "date: 2025-01-02\nmaintenance_margin_rate: 1%\nmax_leverage: 50\n");
    files.write("venues/one.yaml",
                "liquidates_at_equality: false\nfunding: {every: 1h}\n"
                "contracts:\n  BTC-PERP: {maintenance_margin_rate: 2%, max_leverage: 25}\n");
  }

  static std::string without_venue(const std::string& text) {
    return text.substr(0, text.find("venue:\n")) + text.substr(text.find("account:\n"));
  }
  Study load(const std::string& text) { return load_study(files.write("study.yaml", text)); }
  std::string problems(const std::string& text) {
    return problems_of(files, files.write("study.yaml", text));
  }

  test::TemporaryFolder files;
};

TEST_F(Venues, AreComparedOnTheSamePrices) {
  const Study study = load(without_venue(
      replaced(with_policies("  venue: [both, one]\n  margin_mode: [cross]\n  leverage: "
                             "[3]\nbaseline: {venue: one}\n"),
               "    - {contract: ETH-PERP, side: short, notional: 2000, leverage: 2}\n", "")));
  EXPECT_EQ(names_of(study.cells), (std::vector<std::string>{"both-cross-3x", "one-cross-3x"}));
  EXPECT_EQ(study.baseline, 1U);
  ASSERT_EQ(study.marketplaces.size(), 2U);
  EXPECT_EQ(study.venue_of(study.cells[0]).name, "both");
  EXPECT_EQ(study.venue_of(study.cells[1]).name, "one");
  EXPECT_FALSE(study.venue_of(study.cells[1]).liquidates_at_equality);
  EXPECT_EQ(study.market_of(study.cells[0]).funding[0].every_seconds, 28'800U);
  EXPECT_EQ(study.market_of(study.cells[1]).funding[0].every_seconds, 3'600U);
  EXPECT_EQ(study.notes.back(), "The rules of both are those of 2025-01-02.");
}

TEST_F(Venues, ThatLackAContractAreRowsOfTheReport) {
  const std::string text = without_venue(
      with_policies("  venue: [both, one]\n  margin_mode: [cross, isolated]\n  leverage: [3]\n"));
  EXPECT_EQ(problems(text),
            "study.yaml:20:18: contract: \"ETH-PERP\" is not known (venue one has BTC-PERP)");
  const Study study = load(text + "infeasible: report\n");
  EXPECT_EQ(names_of(study.cells), (std::vector<std::string>{"both-cross-3x", "both-isolated-3x"}));
  ASSERT_EQ(study.refused.size(), 2U);
  EXPECT_EQ(study.refused[0].policy.name, "one-cross-3x");
  EXPECT_EQ(study.refused[1].policy.name, "one-isolated-3x");
  EXPECT_EQ(study.refused[0].reason,
            "contract: \"ETH-PERP\" is not known (venue one has BTC-PERP)");
}

TEST_F(Venues, ThatAreUnknown) {
  EXPECT_EQ(problems(without_venue(with_policies("  venue: [both, ones]\n  leverage: [3]\n"))),
            "study.yaml:23:17: venue: \"ones\" is not known (there are both, one); did you mean "
            "one?");
  EXPECT_EQ(problems(without_venue(with_policies("  venue: both\n  leverage: [3]\n"))),
            "study.yaml:1:1: venue is missing (it is required here)\n"
            "study.yaml:23:10: venue: a single value is given (a list is expected: [both])");
}

TEST(PolicyAxes, Mistakes) {
  struct Row {
    std::string policies;
    const char* message;
  };
  for (
      const Row& row : {
          Row{"  leverage: [3]\n  after_liquidation: [stop, refil]\n",
              "study.yaml:29:29: after_liquidation: \"refil\" is not what may follow a liquidation "
              "(continue or stop or refill); did you mean refill?"},
          Row{"  leverage: [3]\n  after_liquidation: stop\n",
              "study.yaml:29:22: after_liquidation: a single value is given (a list is expected: "
              "[stop])"},
          Row{"  leverage: [3]\n  after_liquidation: [stop, stop]\n",
              "study.yaml:28:3: policies: two cells are called \"3x-stop\""},
          Row{"  leverage: [3]\n  book: [a]\n",
              "study.yaml:29:9: book: a list is given (a map of keys is expected)"},
          Row{"  leverage: [3]\n  book: {a: 5}\n",
              "study.yaml:29:10: book: \"a\" is no list of positions"},
          Row{"  leverage: [3]\n  book: {a b: [{contract: BTC-PERP, side: long, size: 1}]}\n",
              "study.yaml:29:10: book: \"a b\" is not a name (at most 100 letters, digits, - and "
              "_)"},
          Row{"  leverage: [3]\n  book: {a: [{contract: BTC-PERP, side: long}]}\n",
              "study.yaml:29:14: the position has no size (give one of margin, notional, size, "
              "risk, equity_share, target_volatility, kelly_fraction)"},
          Row{"  leverage: [3]\n  book: {a: [{contract: SOL-PERP, side: long, size: 1}]}\n",
              "study.yaml:29:25: contract: SOL-PERP follows SOL, which has no price (market.assets "
              "has BTC, ETH)"},
          Row{"  leverage: [3]\nbaseline: {after_liquidation: stop}\n",
              "study.yaml:29:11: baseline: no cell is like this (the cells are 3x)"},
          Row{"  leverage: [3]\nbaseline: {book: hedged}\n",
              "study.yaml:29:11: baseline: no cell is like this (the cells are 3x)"},
      }) {
    EXPECT_EQ(problems_of(with_policies(row.policies)), row.message);
  }
}

}  // namespace
}  // namespace marginwalk::scenario::policy_axes_test
