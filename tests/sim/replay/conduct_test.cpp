#include <gtest/gtest.h>

#include <algorithm>

#include "tests/sim/replay/tried_rules.hpp"
#include "tests/support/positions.hpp"

/// Rules that leave positions.
namespace marginwalk::replay {
namespace {

using conduct::CloseAfter;
using conduct::Rule;
using conduct::StopLoss;
using conduct::TakeProfit;
using conduct::TrailingStop;
using core::Money;
using core::Price;
using core::Rate;
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

}  // namespace
}  // namespace marginwalk::replay
