#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/sim/replay/tried_rules.hpp"
#include "tests/support/positions.hpp"

/// Rules that leave positions.
namespace marginwalk::replay::conduct_test {
namespace {

using conduct::AddMargin;
using conduct::CloseAfter;
using conduct::Cut;
using conduct::MarginAlert;
using conduct::PriceAlert;
using conduct::Rebalance;
using conduct::Reserve;
using conduct::Rule;
using conduct::StopLoss;
using conduct::TakeProfit;
using conduct::TopUp;
using conduct::TrailingStop;
using core::Money;
using core::Price;
using core::Rate;
using core::Scope;
using test::cross;
using test::isolated;

TEST(Conduct, RulesLeavePositions) {
  struct Row {
    const char* what;
    core::Position position;
    std::vector<Rule> rules;
    std::vector<double> prices;
    double left_at;  ///< the mark; 0: never
    std::size_t stop = 0;
    std::vector<std::size_t> outages{};
  };
  const core::Position bought = cross(0, 1, 100, 10);
  const core::Position sold = cross(0, -1, 100, 10);
  for (const Row& row : {
           Row{"a stop touched exactly", bought, {StopLoss{0, Rate(.05)}}, {96, 95, 99}, 95, 2},
           Row{"a stop passed by a gap", bought, {StopLoss{0, Rate(.05)}}, {96, 80, 99}, 80, 2},
           Row{"a stop not reached", bought, {StopLoss{0, Rate(.05)}}, {95.01, 120}, 0},
           Row{"a price", bought, {StopLoss{0, Price(97)}}, {98, 96, 99}, 96, 2},
           Row{"a short's stop", sold, {StopLoss{0, Rate(.05)}}, {96, 104, 106}, 106, 3},
           Row{"a profit", bought, {TakeProfit{0, Rate(.1)}}, {90, 109, 111}, 111, 3},
           Row{"a short's profit", sold, {TakeProfit{0, Price(90)}}, {95, 90}, 90, 2},
           Row{"a bracket: the first of two",
               bought,
               {StopLoss{0, Rate(.05)}, TakeProfit{0, Rate(.05)}},
               {105, 90},
               105,
               1},
           Row{"trailing from the best that was seen",
               bought,
               {TrailingStop{0, Rate(.1)}},
               {120, 115, 130, 117.5, 116},
               116,
               5},
           Row{"trailing from the entry", bought, {TrailingStop{0, Rate(.1)}}, {95, 90}, 90, 2},
           Row{"a short trailing", sold, {TrailingStop{0, Rate(.1)}}, {80, 87, 88.5}, 88.5, 3},
           Row{"later: at the price of then",
               bought,
               {StopLoss{0, Rate(.05), {90, 0}}},
               {95, 97, 99, 50},
               99,
               3},
           Row{"never: it fails", bought, {StopLoss{0, Rate(.05), {0, 1}}}, {95, 90, 99}, 0},
           Row{"not in an outage",
               bought,
               {StopLoss{0, Rate(.05)}},
               {95, 94, 93, 92},
               93,
               3,
               {0, 1}},
           Row{"missed in an outage", bought, {StopLoss{0, Rate(.05)}}, {95, 99}, 0, 0, {0}},
           Row{"by the calendar", bought, {CloseAfter{0, 120}}, {101, 102, 103}, 102, 2},
           Row{"a part of its margin lost",
               isolated(0, 1, 100, 20),
               {StopLoss{0, Rate(.05)}},
               {94},
               94,
               1},
       }) {
    const Tried tried = try_rules(row.position, row.rules, row.prices, row.outages);
    const double size = row.position.size.value();
    double expected = 1'000 + size * (row.prices.back() - 100);
    if (row.position.mode == core::MarginMode::isolated) expected += 20;
    if (row.left_at > 0) {
      const double fill = row.left_at * (1 - .01 * size);
      expected += size * (fill - row.prices.back()) - .001 * fill;
    }
    EXPECT_NEAR(tried.outcome.terminal_equity.value(), expected, 1e-9) << row.what;
    EXPECT_EQ(tried.account.positions[0].open(), row.left_at == 0) << row.what;
    const auto order = std::find_if(tried.log.begin(), tried.log.end(), [](const Event& each) {
      return each.kind == EventKind::order;
    });
    ASSERT_EQ(order != tried.log.end(), row.left_at > 0) << row.what;
    if (order == tried.log.end()) continue;
    EXPECT_EQ(order->seconds, 60 * row.stop) << row.what;
    EXPECT_EQ(order->marks[0], Price(row.left_at)) << row.what;
    EXPECT_EQ(tried.outcome.acts->orders, 1) << row.what;
  }
}

/// Which of the two is 5 % below the entry first, mark or last price; closed at the mark.
TEST(Conduct, OrdersAreSetOffByTheMarkOrTheLastPrice) {
  const std::vector<double> marks{96, 94, 96, 96};
  const std::vector<double> lasts{96, 96, 96, 94};
  for (const auto& [trigger, stop] :
       {std::pair(conduct::Trigger{}, 2U), std::pair(conduct::Trigger{true, 2}, 4U)}) {
    for (const Rule& rule : {Rule(StopLoss{0, Rate(.05), {}, trigger}),
                             Rule(TrailingStop{0, Rate(.05), {}, trigger})}) {
      const Tried tried =
          try_rules(cross(0, 1, 100, 10), {rule}, marks, {}, AfterLiquidation::continues, lasts);
      ASSERT_FALSE(tried.account.positions[0].open());
      EXPECT_EQ(tried.log[1].seconds, 60 * stop);
      EXPECT_NEAR(tried.outcome.acts->turnover, marks[stop - 1] * .99, 1e-12);
    }
    conduct::Entry entry;
    entry.level = Rate(-.05);
    entry.size = core::Size(1);
    entry.start = Price(100);
    entry.trigger = trigger;
    const Tried entered =
        try_rules(cross(0, 1, 100, 10), {entry}, marks, {}, AfterLiquidation::continues, lasts);
    EXPECT_EQ(entered.log[1].seconds, 60 * stop);
    EXPECT_EQ(entered.account.positions[0].entry, Price(95));
  }
}

TEST(Conduct, TellsWhatWasDone) {
  const Tried stopped =
      try_rules(cross(0, 1, 100, 10), {StopLoss{0, Rate(.05)}, TakeProfit{0, Rate(.2)}}, {94});
  const conduct::Acts& acts = *stopped.outcome.acts;
  EXPECT_EQ(acts.stops, 1);
  EXPECT_EQ(acts.exits, 1);
  EXPECT_EQ(acts.take_profit_first, 0);
  EXPECT_NEAR(acts.turnover, 94 * .99, 1e-12);
  EXPECT_NEAR(acts.stop_slippage, 1 - 94 * .99 / 95, 1e-12);
  const Tried failed =
      try_rules(cross(0, 1, 100, 10), {StopLoss{0, Rate(.05), {0, 1}}}, {94, 93, 92});
  EXPECT_EQ(failed.outcome.acts->failed, 1);
  EXPECT_EQ(failed.outcome.acts->orders, 0);
}

TEST(Conduct, WhatWasPendingIsDroppedWithItsPosition) {
  // The stop is touched at 90.2, the margin of 10 is lost at 85 before the order gets through, and
  // what is opened again has stops of its own: 95 % of 85.85 is not reached.
  const Tried tried = try_rules(isolated(0, 1, 100, 10), {StopLoss{0, Rate(.05), {120, 0}}},
                                {92, 85, 86, 87, 88}, {}, AfterLiquidation::refills);
  EXPECT_TRUE(tried.outcome.liquidated());
  EXPECT_EQ(tried.outcome.refills, 1U);
  EXPECT_EQ(tried.outcome.acts->orders, 0);
  EXPECT_TRUE(tried.account.positions[0].open());
  // Opened again, it is stopped out again.
  const Tried twice = try_rules(isolated(0, 1, 100, 10), {StopLoss{0, Rate(.05)}}, {85, 84, 81}, {},
                                AfterLiquidation::refills);
  EXPECT_EQ(twice.outcome.acts->stops, 1);
}

/// An isolated long of 1 at 100 with a margin of 20: equity 20 + p - 100, maintenance p / 200, so
/// that the margin level is 1.5 at 80.604.
TEST(Conduct, AlertsBringMargin) {
  struct Row {
    const char* what;
    conduct::Execution execution;
    std::vector<double> prices;
    double deposited;
    std::uint32_t liquidated;  ///< seconds; 0: never
  };
  const auto never = Outcome::never;
  for (const Row& row : {
           Row{"in time", {}, {81, 80.6, 70}, 30, 0},
           Row{"not yet", {}, {81, 80.7, 80.61}, 0, 0},
           Row{"too late", {120, 0}, {81, 80.6, 70, 70}, 0, 180},
           Row{"late, and in time", {120, 0}, {81, 80.6, 80.5, 80.5, 70}, 30, 0},
           Row{"missed", {0, 1}, {81, 80.6, 80.5, 70}, 0, 240},
           Row{"once a day", {}, {81, 80.6, 81, 80.6, 49.9}, 30, 300},
       }) {
    const Tried tried =
        try_rules(isolated(0, 1, 100, 20),
                  {MarginAlert{Scope::isolated(0), 1.5, AddMargin{Money(30)}, row.execution},
                   Reserve{Money(50), {}}},
                  row.prices);
    const conduct::Acts& acts = *tried.outcome.acts;
    EXPECT_EQ(tried.outcome.ledger.deposits, Money(row.deposited)) << row.what;
    EXPECT_EQ(acts.reserve_used, row.deposited) << row.what;
    EXPECT_NEAR(acts.worth_with_reserve, tried.outcome.terminal_equity.value() + 50 - row.deposited,
                1e-9)
        << row.what;
    EXPECT_EQ(tried.outcome.liquidation_time, row.liquidated > 0 ? row.liquidated : never)
        << row.what;
    const bool warned = std::string(row.what) != "not yet";
    EXPECT_EQ(acts.warned, warned) << row.what;
    EXPECT_EQ(acts.first_warning, warned ? 120 : 0) << row.what;
    EXPECT_EQ(acts.came_true, row.liquidated > 0) << row.what;
    EXPECT_EQ(acts.lead, row.liquidated > 0 ? row.liquidated - 120 : 0) << row.what;
  }
}

TEST(Conduct, AReserveIsUsedUpDayByDay) {
  std::vector<double> prices(2 * 1440 + 1, 80.6);
  std::fill(prices.begin() + 100, prices.begin() + 1000, 100);
  const std::vector<Rule> rules{MarginAlert{Scope::isolated(0), 3, AddMargin{Money(.3)}, {}},
                                Reserve{Money(.5), {}}};
  const Tried tried = try_rules(isolated(0, 1, 100, 20), rules, prices);
  // The level is 1.5 at first, 0.9 / 0.403 at the end of the day, and 1.1 / 0.403 a day later.
  EXPECT_NEAR(tried.outcome.ledger.deposits.value(), .5, 1e-12);
  EXPECT_NEAR(tried.outcome.acts->worth_with_reserve, tried.outcome.terminal_equity.value(), 1e-12);
}

TEST(Conduct, AlertsCutWhatTheyWarnOf) {
  // Under cross the level is (1000 + 60 (p - 100)) / (0.3 p): 2 at 84.175.
  const Tried half = try_rules(cross(0, 60, 100, 10), {MarginAlert{Scope::cross(), 2, Cut{.5}, {}}},
                               {85, 84.1, 84});
  EXPECT_EQ(half.account.positions[0].size, core::Size(30));
  const Tried all = try_rules(cross(0, 60, 100, 10), {MarginAlert{Scope::cross(), 2, Cut{1}, {}}},
                              {85, 84.1, 84});
  EXPECT_FALSE(all.account.positions[0].open());
  EXPECT_FALSE(all.outcome.liquidated());
}

TEST(Conduct, PriceAlertsCompareHours) {
  struct Row {
    const char* what;
    core::Position position;
    std::vector<double> hours;
    std::uint32_t within, warned;  ///< seconds; 0: never
  };
  for (const Row& row : {
           Row{"a fall", cross(0, 1, 100, 10), {100, 97, 95}, 7200, 3 * 3600},
           Row{"too slow", cross(0, 1, 100, 10), {100, 97, 95}, 3600, 0},
           Row{"from the highest", cross(0, 1, 100, 10), {100, 110, 104.5}, 3600, 3 * 3600},
           Row{"a rise", cross(0, 1, 100, 10), {100, 106, 112}, 7200, 0},
           Row{"a rise against a short", cross(0, -1, 100, 10), {100, 103, 105}, 7200, 3 * 3600},
       }) {
    std::vector<double> prices;
    for (const double hour : row.hours) {
      prices.insert(prices.end(), 59, 50 < hour ? 100 : hour);  // between hours it does not look
      prices.push_back(hour);
    }
    const Tried tried =
        try_rules(row.position, {PriceAlert{0, Rate(.05), row.within, Cut{1}, {}}}, prices);
    EXPECT_EQ(tried.outcome.acts->warned, row.warned > 0) << row.what;
    EXPECT_EQ(tried.outcome.acts->first_warning, row.warned) << row.what;
    EXPECT_EQ(tried.account.positions[0].open(), row.warned == 0) << row.what;
  }
}

TEST(Conduct, TopsUpFromTheWallet) {
  // At 80.6 the equity is 0.6, and three times the maintenance of 0.403 is 1.209.
  const Tried once = try_rules(isolated(0, 1, 100, 20), {TopUp{0, 1.5, 3}}, {80.7, 80.6, 80.6});
  EXPECT_NEAR(once.account.positions[0].margin.value(), 20.609, 1e-9);
  EXPECT_NEAR(once.account.wallet.value(), 1'000 - .609, 1e-9);
  EXPECT_NEAR(once.outcome.acts->margin_added, .609, 1e-9);
  // Again and again, as long as no fall eats all of it at once.
  const Tried far =
      try_rules(isolated(0, 1, 100, 20), {TopUp{0, 1.5, 3}}, {80.6, 79.9, 79.4, 79.2, 78.7});
  EXPECT_FALSE(far.outcome.liquidated());
}

/// At the end of a day, BTC having moved; 1 % of slippage per unit and a fee of 0.1 %.
TEST(Conduct, Rebalances) {
  using Target = Rebalance::Target;
  struct Row {
    const char* what;
    Rebalance rule;
    double price, size;
  };
  for (const Row& row : {
           Row{"less at a higher price", {0, Target::notional, 200, 86'400}, 125, 1.6},
           Row{"more at a lower price", {0, Target::notional, 200, 86'400}, 80, 2.5},
           Row{"within the threshold", {0, Target::notional, 200, 86'400, 0, Rate(.3)}, 125, 2},
           Row{"of an account of 1,050", {0, Target::weight, .2, 86'400}, 125, 1.68},
           Row{"at most doubled", {0, Target::notional, 2'000, 86'400}, 100, 4},
           Row{"not that day", {0, Target::notional, 200, 2 * 86'400}, 125, 2},
       }) {
    std::vector<double> prices(1440, 100);
    prices.back() = row.price;
    const Tried tried = try_rules(cross(0, 2, 100, 10), {row.rule}, prices);
    EXPECT_NEAR(tried.account.positions[0].size.value(), row.size, 1e-12) << row.what;
  }
  // Hours of 1 % up and down: 1 % x sqrt(8,760) = 93.6 % a year.
  std::vector<double> prices(1440, 100);
  for (std::size_t hour = 2; hour <= 24; hour += 2) prices[60 * hour - 1] = 101;
  const Tried tried =
      try_rules(cross(0, 2, 100, 10), {Rebalance{0, Target::volatility, .1, 86'400, 2}}, prices);
  const double volatility = std::sqrt(8760 * (.01 * .01 + 1 / (101. * 101)) / 2);
  EXPECT_NEAR(tried.account.positions[0].size.value() * 101, 1'002 * .1 / volatility, 1e-9);
}

}  // namespace
}  // namespace marginwalk::replay::conduct_test
