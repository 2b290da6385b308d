#include <gtest/gtest.h>

#include "tests/sim/replay/tried_rules.hpp"
#include "tests/support/positions.hpp"

/// Rules that add to positions, or open them again.
namespace marginwalk::replay::adding_test {
namespace {

using conduct::AddToLosers;
using conduct::DoubleAfterLoss;
using conduct::Escalation;
using conduct::LeverageCreep;
using conduct::Rule;
using conduct::StopLoss;
using conduct::TakeProfit;
using conduct::UseFreeMargin;
using core::Rate;
using test::cross;
using test::isolated;

/// What was traded at a stop, counted from 1: bought above 0.
struct Trade {
  std::size_t stop;
  double size;
};

void expect_trades(const char* what, const core::Position& position, const Tried& tried,
                   const std::vector<double>& prices, const std::vector<Trade>& trades) {
  const double last = prices.back();
  double size = position.size.value();
  double equity = 1'000 + position.margin.value() + size * (last - 100);
  for (const Trade& trade : trades) {
    const double fill = prices[trade.stop - 1] * (1 + (trade.size > 0 ? .01 : -.01));
    equity += trade.size * (last - fill) - .001 * std::abs(trade.size) * fill;
    size += trade.size;
  }
  EXPECT_NEAR(tried.account.positions[0].size.value(), size, 1e-9) << what;
  EXPECT_NEAR(tried.outcome.terminal_equity.value(), equity, 1e-9) << what;
}

TEST(Adding, ToPositionsAtLevelsAndAfterLosses) {
  struct Row {
    const char* what;
    core::Position position;
    std::vector<Rule> rules;
    std::vector<double> prices;
    std::vector<Trade> trades;
    std::vector<std::size_t> outages{};
  };
  const core::Position bought = cross(0, 1, 100, 10);
  const AddToLosers adds{0, Rate(.05), .5, 2};
  const StopLoss stop{0, Rate(.05)};
  for (const Row& row : {
           Row{"from level to level, at most twice",
               bought,
               {adds},
               {96, 95, 91, 90, 80, 70},
               {{2, .5}, {4, .75}}},
           Row{"one level at a step", bought, {adds}, {85, 86, 99}, {{1, .5}, {2, .75}}},
           Row{"a short", cross(0, -1, 100, 10), {adds}, {104, 105, 111}, {{2, -.5}, {3, -.75}}},
           Row{"isolated", isolated(0, 1, 100, 50), {adds}, {95, 99}, {{1, .5}}},
           Row{"late, at the price of then",
               bought,
               {AddToLosers{0, Rate(.05), .5, 1, {90, 0}}},
               {95, 97, 99, 98},
               {{3, .5}}},
           Row{"not to what was closed in between",
               bought,
               {StopLoss{0, Rate(.06)}, AddToLosers{0, Rate(.05), .5, 2, {120, 0}}},
               {95, 93, 99, 99},
               {{2, -1}}},
           Row{"again with twice the size",
               bought,
               {stop, DoubleAfterLoss{0, 2, 1}},
               {94, 96},
               {{1, -1}, {1, 2}}},
           Row{"once in a row",
               bought,
               {stop, DoubleAfterLoss{0, 2, 1}},
               {94, 90, 85},
               {{1, -1}, {1, 2}, {2, -2}}},
           Row{"twice in a row",
               bought,
               {stop, DoubleAfterLoss{0, 2, 2}},
               {94, 90, 89},
               {{1, -1}, {1, 2}, {2, -2}, {2, 4}}},
           Row{"not after a profit",
               bought,
               {TakeProfit{0, Rate(.1)}, DoubleAfterLoss{0, 2, 2}},
               {111, 80},
               {{1, -1}}},
           Row{"once an outage is over",
               bought,
               {stop, DoubleAfterLoss{0, 2, 1, {60, 0}}},
               {94, 93, 92, 95},
               {{1, -1}, {4, 2}},
               {1, 2}},
       }) {
    const Tried tried = try_rules(row.position, row.rules, row.prices, row.outages);
    expect_trades(row.what, row.position, tried, row.prices, row.trades);
  }
}

TEST(Adding, OfWhatNothingIsLeftNothingIsOpenedAgain) {
  // All of 1,000 at 20x: the margin is gone at 95.
  const Tried tried = try_rules(cross(0, 200, 100, 20), {DoubleAfterLoss{0, 2, 3}}, {94, 95, 96});
  EXPECT_TRUE(tried.outcome.liquidated());
  EXPECT_EQ(tried.outcome.acts->rejected, 1);
  EXPECT_FALSE(tried.account.positions[0].open());
}

/// A review every two minutes; fills cost 1 %, and 0.1 % of the fill.
TEST(Adding, CreepsFromReviewToReview) {
  const std::vector<double> prices{100, 100, 100, 100, 100, 100};
  const double first = 1'000 - 1 - .101;  // at 0.2 from 0.1
  const double second = .3 * first / 100 - 2;
  const core::Position bought = cross(0, 1, 100, 10);
  const Tried tried = try_rules(bought, {LeverageCreep{120, 2, .3}}, prices);
  expect_trades("creeps", bought, tried, prices, {{2, 1}, {4, second}});  // costs took it above 0.3
}

TEST(Adding, UsesFreeMarginInProfit) {
  const std::vector<double> prices{100, 100, 110, 110, 108};
  const core::Position bought = cross(0, 1, 100, 10);
  const UseFreeMargin half{Rate(.5), 120};
  const Tried own = try_rules(bought, {half}, prices);
  const double free = 1'010 - 11;
  expect_trades("own", bought, own, prices, {{4, .5 * free / 11}});
  UseFreeMargin always = half;
  always.only_in_profit = false;
  const Tried twice = try_rules(bought, {always}, {100, 100});
  expect_trades("always", bought, twice, {100, 100}, {{2, .5 * (1'000 - 10) / 10}});
}

/// A fifth of the equity of 1,010 is borrowed at 50 % a year; two minutes later that costs
/// something, and what is borrowed then makes up for what was lost and made in between.
TEST(Adding, BorrowsForMore) {
  const double loan = 202;
  const core::Position bought = cross(0, 1, 100, 10);
  const UseFreeMargin rule{Rate(.5), 120, true, Rate(.2), Rate(.5)};
  const Tried once = try_rules(bought, {rule}, {100, 110, 111});
  const double added = .5 * (1'010 + loan - 11) / 11;
  EXPECT_NEAR(once.account.positions[0].size.value(), 1 + added, 1e-9);
  EXPECT_NEAR(once.outcome.ledger.deposits.value(), loan, 1e-9);
  const Tried owed = try_rules(bought, {rule}, {100, 110, 60, 50});
  EXPECT_TRUE(owed.outcome.liquidated());
  EXPECT_NEAR(owed.outcome.ledger.deposits.value(), loan, 1e-9);
  EXPECT_EQ(owed.outcome.ledger.interest.value(), 0);  // nothing is held at the review
  const Tried paid = try_rules(bought, {rule}, {100, 110, 109, 109});
  EXPECT_NEAR(paid.outcome.ledger.interest.value(), loan * .5 * 120 / (365 * 86'400), 1e-12);
}

TEST(Adding, EscalatesAndGoesBack) {
  const core::Position bought = cross(0, 1, 100, 10);
  Escalation rule{{.1, .2, .4}, 60};
  rule.after = 120;
  rule.drawdown = Rate(.05);
  // Survived for two minutes; then 6 % of the equity is lost, and two thirds of a stage are left.
  const std::vector<double> prices{100, 100, 70, 70};
  const double equity = 1'000 - 1 - .101 - 60;
  const Tried tried = try_rules(bought, {rule}, prices);
  expect_trades("time", bought, tried, prices, {{2, 1}, {3, .1 * equity / 70 - 2}});
  Escalation by_profit{{.1, .2}, 60};
  by_profit.profit = Rate(.02);
  const std::vector<double> rising{100, 119, 121, 121};
  const Tried profit = try_rules(bought, {by_profit}, rising);
  expect_trades("profit", bought, profit, rising, {{3, .2 * 1'021 / 121 - 1}});
}

}  // namespace
}  // namespace marginwalk::replay::adding_test
