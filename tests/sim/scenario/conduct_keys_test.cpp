#include <gtest/gtest.h>

#include <cmath>

#include "tests/sim/scenario/study_files.hpp"

/// Rules of conduct, and positions sized by what they may lose.
namespace marginwalk::scenario::conduct_keys_test {
namespace {

using conduct::Rule;
using core::Price;
using core::Rate;

/// The good study with a conduct of the account, and other policies.
std::string with_conduct(std::string_view conduct, std::string_view policies = "") {
  const std::string text = replaced(good_study, "  wallet: 15000",
                                    "  wallet: 15000\n  conduct: " + std::string(conduct));
  if (policies.empty()) return text;
  return replaced(text, "  margin_mode: [cross, isolated]\n  leverage: [3, 2.5]\n", policies);
}

using Target = conduct::Rebalance::Target;

/// BTC, the long, comes first.
TEST(ConductKeys, Rules) {
  const conduct::Execution late{60, .02};
  for (const auto& [text, expected] : std::initializer_list<std::pair<const char*, Rule>>{
           {"{stop_loss: 8%}", conduct::StopLoss{0, Rate(.08)}},
           {"{stop_loss: {distance: 50bps, latency: 1m, fails: 2%}}",
            conduct::StopLoss{0, Rate(.005), late}},
           {"{take_profit: 12%}", conduct::TakeProfit{0, Rate(.12)}},
           {"{trailing_stop: {distance: 5%, latency: 1m, fails: 2%}}",
            conduct::TrailingStop{0, Rate(.05), late}},
           {"{close_after: 7d}", conduct::CloseAfter{0, 7 * 86'400}},
           {"{price_alert: {move: 5%, within: 4h, then: close}}",
            conduct::PriceAlert{0, Rate(.05), 4 * 3600, conduct::Cut{1}}},
           {"{rebalance: {volatility: 40%, window: 3d, every: 8h, threshold: 5%, latency: 1m, "
            "fails: 2%}}",
            conduct::Rebalance{0, Target::volatility, .4, 8 * 3600, 72, Rate(.05), late}},
       }) {
    const Study study = load_text(with_conduct(text));
    for (const Cell& cell : study.cells) {
      ASSERT_EQ(cell.conduct.rules.size(), 2U) << text;  // one for each position
      EXPECT_EQ(cell.conduct.rules[0], expected) << text;
    }
  }
}

/// One for the cross scope, and one for each isolated position; the reserve is taken from the
/// wallet of 15,000.
TEST(ConductKeys, AlertsAndTheReserveBehindThem) {
  const Study study = load_text(
      with_conduct("{margin_alert: {below: 1.5, then: {add_margin: 500}, latency: 1m, fails: 2%}, "
                   "reserve: 10%}",
                   "  margin_mode: [cross, isolated]\n  leverage: [3]\n"));
  const conduct::AddMargin response{core::Money(500)};
  const auto alert = [&](core::Scope scope) {
    return conduct::MarginAlert{scope, 1.5, response, {60, .02}};
  };
  const conduct::Reserve reserve{core::Money(1'500), Rate(.1)};
  using Rules = std::vector<Rule>;
  EXPECT_EQ(study.cells[0].conduct.rules, (Rules{alert(core::Scope::cross()), reserve}));
  EXPECT_EQ(study.cells[1].conduct.rules,
            (Rules{alert(core::Scope::isolated(0)), alert(core::Scope::isolated(1)), reserve}));
  EXPECT_EQ(study.cells[0].start_equity, core::Money(13'500));
}

/// Daily deviations of BTC at 55 % a year and of ETH at 72 %. The short, opened at 1,900, is under
/// water at 2,000.
TEST(ConductKeys, AdverseDaysAreCountedByTheVolatilityOfTheAsset) {
  const Study study = load_text(replaced(with_conduct("{adverse_days: 2.5}"), "notional: 2000",
                                         "notional: 2000, entry: 1900"));
  for (const Cell& cell : study.cells) {
    ASSERT_EQ(cell.conduct.rules.size(), 2U);
    const auto& of_long = std::get<conduct::AdverseDays>(cell.conduct.rules[0]);
    EXPECT_EQ(of_long.deviations, 2.5);
    EXPECT_NEAR(of_long.distance.value(), 2.5 * .55 / std::sqrt(365.), 1e-15);
    EXPECT_EQ(of_long.start, Price(60'000));
    EXPECT_FALSE(of_long.under_water);
    const auto& of_short = std::get<conduct::AdverseDays>(cell.conduct.rules[1]);
    EXPECT_NEAR(of_short.distance.value(), 2.5 * .72 / std::sqrt(365.), 1e-15);
    EXPECT_TRUE(of_short.under_water);
  }
}

/// A long of 5,000 x 3 and a short of 2,000, beside 15,000.
TEST(ConductKeys, WhatIsKeptIsTakenFromTheStart) {
  const Study study = load_text(with_conduct("{rebalance: {keep: weight}}", "  leverage: [3]\n"));
  const auto& rules = study.cells[0].conduct.rules;
  EXPECT_EQ(rules[0], Rule(conduct::Rebalance{0, Target::weight, 1, 86'400}));
  EXPECT_NEAR(std::get<conduct::Rebalance>(rules[1]).amount, 2 / 15., 1e-12);
}

TEST(ConductKeys, PoliciesGoBeforePositionsAndTheseBeforeTheAccount) {
  const std::string text = replaced(with_conduct("{stop_loss: 8%}", R"(  leverage: [3]
  conduct: [{name: usual}, {name: tight, stop_loss: 3%}, {name: without, stop_loss: none}]
  named: [{name: greedy, leverage: 3, conduct: {take_profit: 20%}}]
baseline: {conduct: without}
)"),
                                    "margin: 5000", "margin: 5000, conduct: {stop_loss: 57000}");
  const Study study = load_text(text);
  ASSERT_EQ(study.cells.size(), 4U);
  using Rules = std::vector<Rule>;
  EXPECT_EQ(study.cells[0].policy.name, "3x-usual");
  EXPECT_EQ(study.cells[0].conduct.rules,
            (Rules{conduct::StopLoss{0, Price(57'000)}, conduct::StopLoss{1, Rate(.08)}}));
  EXPECT_EQ(study.cells[1].conduct.rules,
            (Rules{conduct::StopLoss{0, Rate(.03)}, conduct::StopLoss{1, Rate(.03)}}));
  EXPECT_TRUE(study.cells[2].conduct.rules.empty());
  EXPECT_EQ(study.cells[3].conduct.rules.size(), 4U);
  EXPECT_TRUE(std::holds_alternative<conduct::StopLoss>(study.cells[3].conduct.rules[1]));
  EXPECT_TRUE(std::holds_alternative<conduct::TakeProfit>(study.cells[3].conduct.rules[2]));
  EXPECT_EQ(study.baseline, 2U);
}

/// One for each position, or one for all.
TEST(ConductKeys, RulesThatAdd) {
  const conduct::Execution late{60, .02};
  const conduct::UseFreeMargin used{Rate(.5), 86'400};
  conduct::UseFreeMargin borrowed{Rate(1), 8 * 3600, false, Rate(.2), Rate(.1)};
  for (const auto& [text, count, expected] :
       std::initializer_list<std::tuple<const char*, std::size_t, Rule>>{
           {"{add_to_losers: {every_drop: 5%, add: 50%, at_most: 3, latency: 1m, fails: 2%}}", 2,
            conduct::AddToLosers{0, Rate(.05), .5, 3, late}},
           {"{double_after_loss: 4}", 2, conduct::DoubleAfterLoss{0, 2, 4}},
           {"{double_after_loss: {at_most: 4, times: 1.5}}", 2,
            conduct::DoubleAfterLoss{0, 1.5, 4}},
           {"{leverage_creep: {every: 7d, by: 1.2, at_most: 20x}}", 1,
            conduct::LeverageCreep{7 * 86'400, 1.2, 20}},
           {"{use_free_margin: {share: 50%}}", 1, used},
           {"{use_free_margin: {share: 100%, every: 8h, when: always, borrow: 20%, interest: 10%}}",
            1, borrowed},
       }) {
    const Study study = load_text(with_conduct(text));
    for (const Cell& cell : study.cells) {
      ASSERT_EQ(cell.conduct.rules.size(), count) << text;
      EXPECT_EQ(cell.conduct.rules[0], expected) << text;
    }
  }
}

TEST(ConductKeys, AnEscalationStartsWithItsFirstStage) {
  conduct::Escalation expected{{1, 2, 5}, 86'400};
  expected.after = 30 * 86'400;
  expected.profit = Rate(.2);
  expected.drawdown = Rate(.15);
  const char* const text =
      "{escalation: {leverage: [1, 2, 5x], after: 30d, profit: 20%, drawdown: 15%}}";
  const Study study = load_text(with_conduct(text, "  leverage_cap: [1]\n  leverage: [5]\n"));
  ASSERT_EQ(study.cells[0].conduct.rules.size(), 1U);
  EXPECT_EQ(study.cells[0].conduct.rules[0], Rule(expected));
}

/// A long at 60,000 whose stop is 5 % away: slippage of 10 bps and a fee of 0.05 % at the fill.
TEST(ConductKeys, SizeFromRisk) {
  const double fill = .95 * .999;
  const double notional = 2'000 / (1 - fill + fill * .0005);
  const std::string text = replaced(with_conduct("{stop_loss: 5%}", "  named: [{name: planned}]\n"),
                                    "margin: 5000", "risk: 2000");
  const Study study = load_text(
      replaced(text, "    - {contract: ETH-PERP, side: short, notional: 2000, leverage: 2}\n", ""));
  const core::Position& position = study.cells[0].account.positions[0];
  EXPECT_NEAR(position.size.value() * 60'000, notional, 1e-6);
  EXPECT_NEAR(position.leverage, notional / 15'000, 1e-9);
  EXPECT_EQ(study.cells[0].conduct.stated_risk, core::Money(2'000));
  // The short of 2,000 may lose more than was said of the long.
  const Study beside = load_text(replaced(text, "risk: 2000", "risk: 500"));
  EXPECT_EQ(beside.cells[0].conduct.stated_risk, core::Money(0));
}

/// Of the long at 60,000, whose size follows from its margin.
TEST(ConductKeys, Entries) {
  conduct::Entry later;
  later.level = Rate(-.005);
  later.expires = 5 * 86'400;
  later.then_at_market = true;
  later.execution.fails = .02;
  conduct::Entry window;
  window.window = 72;
  window.every = 8 * 3600;
  for (const auto& [text, entry] : std::initializer_list<std::pair<const char*, conduct::Entry>>{
           {"{entry: -3%}", {0, Rate(-.03)}},
           {"{entry: 58000}", {0, Price(58'000)}},
           {"{entry: {at: -50bps, expires: 5d, otherwise: market, fails: 2%}}", later},
           {"{entry: {window: 3d, every: 8h}}", window},
       }) {
    conduct::Entry expected = entry;
    for (const Cell& cell : load_text(with_conduct(text)).cells) {
      expected.size = cell.account.positions[0].size;
      expected.start = Price(60'000);
      EXPECT_EQ(cell.conduct.rules[0], Rule(expected)) << text;
    }
  }
  const Study sized =
      load_text(replaced(with_conduct("{entry: -3%}"), "margin: 5000", "size: 0.25"));
  EXPECT_TRUE(std::get<conduct::Entry>(sized.cells[0].conduct.rules[0]).keeps_size);
  EXPECT_FALSE(std::get<conduct::Entry>(sized.cells[0].conduct.rules[1]).keeps_size);
}

/// Behind the marks of two contracts, where these are the index and the law has a basis.
TEST(ConductKeys, LastPricesAreThoseOfTheBasis) {
  const std::string asked = with_conduct("{stop_loss: {distance: 8%, trigger: last}}");
  const std::string with_basis = replaced(
      asked,
      "  funding:", "  basis: {persistence: 79%, response: 0%, deviation: 5bps}\n  funding:");
  const std::string at_index =
      replaced(with_basis, "  max_leverage: 125", "  max_leverage: 125\n  marks_at_index: true");
  for (const auto& [text, by_last] :
       {std::pair(asked, false), std::pair(with_basis, false), std::pair(at_index, true)}) {
    const Study study = load_text(text);
    for (std::size_t i = 0; i < 2; ++i) {
      EXPECT_EQ(study.cells[0].conduct.rules[i],
                Rule(conduct::StopLoss{i, Rate(.08), {}, {by_last, by_last ? 2 + i : 0}}));
    }
    const replay::Market& market = study.home().market;
    ASSERT_EQ(market.underlying.size(), by_last ? 4U : 2U);
    if (!by_last) continue;
    EXPECT_TRUE(market.assets[market.underlying[2]].derived->basis);
  }
  EXPECT_EQ(load_text(replaced(at_index, "trigger: last", "trigger: mark"))
                .home()
                .market.underlying.size(),
            2U);
}

/// From 58,200 to 57,000, less 10 bps of slippage and a fee of 0.05 %.
TEST(ConductKeys, RiskIsCountedFromTheEntry) {
  const double fill = 57'000 / 58'200. * .999;
  const std::string text =
      replaced(with_conduct("{entry: -3%, stop_loss: 57000}", "  named: [{name: planned}]\n"),
               "margin: 5000", "risk: 2000");
  const Study study = load_text(
      replaced(text, "    - {contract: ETH-PERP, side: short, notional: 2000, leverage: 2}\n", ""));
  EXPECT_NEAR(study.cells[0].account.positions[0].size.value() * 60'000,
              2'000 / (1 - fill + fill * .0005), 1e-6);
}

TEST(ConductKeys, Contradictions) {
  struct Row {
    std::string text;
    const char* message;
  };
  for (const Row& row : {
           Row{with_conduct("{stop_los: 8%}"), "study.yaml:24:13: unknown key \"stop_los\""},
           Row{with_conduct("{stop_loss: 8}", "  leverage: [3]\n"),
               "study.yaml:24:24: stop_loss: 8 is not above the price at the start, 2000, so that "
               "the short would be left at once"},
           Row{with_conduct("{stop_loss: 0%}"),
               "study.yaml:24:24: stop_loss: \"0%\" is out of range"},
           Row{with_conduct("{stop_loss: {}}"),
               "study.yaml:24:24: stop_loss: give one of distance and price"},
           Row{with_conduct("{stop_loss: 8%, trailing_stop: 5%}"),
               "study.yaml:24:43: trailing_stop: there is a stop_loss already"},
           Row{with_conduct("{entry: -100%}"),
               "study.yaml:24:20: entry: \"-100%\" is out of range (it must be above -100%)"},
           Row{with_conduct("{entry: {}}"), "study.yaml:24:20: entry: give one of at and window"},
           Row{with_conduct("{entry: {at: -3%, otherwise: market}}"),
               "otherwise: it waits to the end (give expires)"},
           Row{with_conduct("{entry: {at: -3%, every: 8h}}"),
               "every: nothing is reviewed (give a window)"},
           Row{with_conduct("{entry: {at: -3%, latency: 1m}}"), "unknown key \"latency\""},
           Row{with_conduct("{entry: {window: 90m}}"),
               "window: \"90m\" is not a number of whole hours"},
           Row{with_conduct("{entry: {window: 30d}}"),
               "entry: the window of 30d is not over before the horizon"},
           Row{with_conduct("{entry: {at: -3%, expires: 90s}}"),
               "entry: expires, 90s, is not a multiple of step"},
           Row{with_conduct("{entry: {at: -3%, expires: 31d}}"),
               "entry: expires, 31d, is after the horizon"},
           Row{replaced(with_conduct("{entry: -3%}"), "margin: 5000", "margin: 5000, entry: 59000"),
               "entry: the position has an entry price, at which it is open from the start (leave "
               "one out)"},
           Row{replaced(with_conduct("{entry: -3%}"), "  wallet: 15000",
                        "  after_liquidation: refill\n  wallet: 15000"),
               "entry: after_liquidation is refill already (leave it at continue)"},
           Row{replaced(good_study, "margin: 5000",
                        "margin: 5000, conduct: {entry: -3%, stop_loss: 59000}"),
               "stop_loss: 59000 is not below the entry, 58200, so that the long would be left at "
               "once"},
           Row{with_conduct("{close_after: 90s}"),
               "study.yaml:24:26: close_after: 90s is not a multiple of step"},
           Row{with_conduct("{close_after: 31d}"),
               "study.yaml:24:26: close_after: 31d is after the horizon"},
           Row{with_conduct("{margin_alert: {below: 1}}"),
               "study.yaml:24:35: below: \"1\" is out of range (it must be above 1"},
           Row{with_conduct("{margin_alert: {below: 1.5, then: {add_margin: 500}}}"),
               "study.yaml:24:27: margin_alert: there is no margin to add (give a reserve)"},
           Row{replaced(with_conduct("{margin_alert: {below: 1.5}}"), "margin: 5000",
                        "margin: 5000, conduct: {margin_alert: {below: 1.4}}"),
               "margin_alert: another position has another (they share one)"},
           Row{with_conduct("{margin_alert: {below: 1.5, then: panic}}"),
               "then: \"panic\" is not nothing, close, {cut: 50%} or {add_margin: 1000}"},
           Row{with_conduct("{top_up: {below: 1.5, to: 1.2}}"), "to: it must be above below"},
           Row{with_conduct("{top_up: {below: 1.5, to: 2}}"),
               "top_up: the position is under cross (only the margin of an isolated one is topped "
               "up)"},
           Row{with_conduct("{price_alert: {move: 5%, within: 90m}}"),
               "within: it is not a number of whole hours"},
           Row{with_conduct("{reserve: 15000}"), "reserve: nothing is left in the wallet, 15000"},
           Row{with_conduct("{rebalance: {keep: weight, volatility: 40%, window: 3d}}"),
               "rebalance: give one of keep and volatility"},
           Row{replaced(good_study, "margin: 5000", "margin: 5000, conduct: {reserve: 10%}"),
               "reserve: it is the account's (give it in account or policies)"},
           Row{with_conduct("{add_to_losers: {every_drop: 5%, add: 50%, at_most: 0}}"),
               "at_most: \"0\" is out of range"},
           Row{with_conduct("{double_after_loss: {at_most: 3, times: 1}}"),
               "times: \"1\" is out of range (it must be above 1 and at most 1000)"},
           Row{replaced(with_conduct("{double_after_loss: 3}"), "  wallet: 15000",
                        "  after_liquidation: refill\n  wallet: 15000"),
               "double_after_loss: after_liquidation is refill already (leave it at continue)"},
           Row{with_conduct("{use_free_margin: {share: 50%, interest: 10%}}"),
               "interest: nothing is borrowed (give borrow)"},
           Row{with_conduct("{use_free_margin: {share: 50%, borrow: 10%, fails: 5%}}"),
               "borrow: goes with neither latency nor fails"},
           Row{with_conduct("{leverage_creep: {every: 60d, by: 1.2, at_most: 20}}"),
               "leverage_creep: there is no review before the horizon (every is 60d)"},
           Row{with_conduct("{leverage_creep: {by: 1.2, at_most: 0.1}}"),
               "leverage_creep: at_most is 0.1x, and the account starts with a leverage of"},
           Row{with_conduct("{adverse_days: 0}"), "adverse_days: \"0\" is out of range"},
           Row{with_conduct("{adverse_days: {beyond: 2}}"),
               "adverse_days: a map of keys is given (a single value is expected)"},
           Row{with_conduct("{adverse_days: 30}"),
               "adverse_days: 30 daily deviations are 113% (they must be below 100%)"},
           Row{with_conduct("{escalation: {leverage: [3, 2]}}"),
               "leverage: 2x does not follow 3x upwards"},
           Row{with_conduct("{escalation: {leverage: [2, 3]}}"),
               "escalation: nothing leads up (give after, profit or both)"},
           Row{with_conduct("{escalation: {leverage: [9, 10], after: 5d}}"),
               "not with the first stage, 9x"},
           Row{replaced(replaced(good_study, "margin: 5000",
                                 "margin: 5000, conduct: {use_free_margin: {share: 50%}}"),
                        "leverage: 2}", "leverage: 2, conduct: {use_free_margin: {share: 10%}}}"),
               "use_free_margin: another position has another (they share one)"},
           Row{replaced(good_study, "margin: 5000", "margin: 5000, conduct: {take_profit: 59000}"),
               "take_profit: 59000 is not above the price at the start, 60000, so that the long "
               "would be left at once"},
           Row{replaced(good_study, "margin: 5000", "risk: 2000"),
               "risk: nothing limits the loss in cell cross-3x (give a stop_loss or a "
               "trailing_stop in conduct)"},
       }) {
    try {
      (void)load_text(row.text);
      ADD_FAILURE() << "no error: " << row.message;
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find(row.message), std::string::npos) << error.what();
    }
  }
}

}  // namespace
}  // namespace marginwalk::scenario::conduct_keys_test
