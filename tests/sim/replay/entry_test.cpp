#include <gtest/gtest.h>

#include <algorithm>

#include "tests/sim/replay/tried_rules.hpp"
#include "tests/support/positions.hpp"

/// Positions that wait for their entry, planned with a notional of 100.
namespace marginwalk::replay::entry_test {
namespace {

using conduct::Entry;
using conduct::ExitLevel;
using conduct::Rule;
using conduct::StopLoss;
using core::Money;
using core::Price;
using core::Rate;
using test::cross;
using test::isolated;

Entry entry_at(const core::Position& planned, ExitLevel level) {
  Entry entry;
  entry.level = level;
  entry.size = planned.size;
  entry.start = planned.entry;
  return entry;
}

Entry expiring(Entry entry, std::uint32_t seconds, bool then_at_market) {
  entry.expires = seconds;
  entry.then_at_market = then_at_market;
  return entry;
}

const core::Position bought = cross(0, 1, 100, 10);
const core::Position sold = cross(0, -1, 100, 10);

constexpr double maker = .0002;
constexpr double taker = .001;

TEST(Entry, FillsAtItsLevel) {
  struct Row {
    const char* what;
    core::Position position;
    Entry entry;
    std::vector<double> prices;
    double fill;  ///< 0: never
    double fee = maker;
    std::size_t stop = 0;
    std::vector<std::size_t> outages{};
  };
  const Entry below = entry_at(bought, Rate(-.03));
  Entry failing = below;
  failing.execution.fails = 1;
  for (const Row& row : {
           Row{"touched exactly", bought, below, {98, 97, 99}, 97, maker, 2},
           Row{"passed by a gap, at the limit", bought, below, {98, 90, 99}, 97, maker, 2},
           Row{"not reached", bought, below, {97.01, 110}, 0},
           Row{"once", bought, below, {97, 99, 96}, 97, maker, 1},
           Row{"a price", bought, entry_at(bought, Price(95)), {96, 94}, 95, maker, 2},
           Row{"a short", sold, entry_at(sold, Rate(.03)), {102, 104}, 103, maker, 2},
           Row{"isolated", isolated(0, 1, 100, 20), below, {98, 96, 99}, 97, maker, 2},
           Row{"through the market: at once at the mark, less slippage",
               bought,
               entry_at(bought, Rate(.02)),
               {103, 99},
               103 * 1.01,
               taker,
               1},
           Row{"a short through the market",
               sold,
               entry_at(sold, Price(90)),
               {99},
               99 * .99,
               taker,
               1},
           Row{"expired", bought, expiring(below, 120, false), {99, 98, 96}, 0},
           Row{"filled as it expires", bought, expiring(below, 120, true), {99, 96}, 97, maker, 2},
           Row{"expired, at the market",
               bought,
               expiring(below, 120, true),
               {99, 98, 96},
               98 * 1.01,
               taker,
               2},
           Row{"expired in an outage, at the market after it",
               bought,
               expiring(below, 120, true),
               {99, 98, 98.5, 99},
               98.5 * 1.01,
               taker,
               3,
               {1}},
           Row{"missed in an outage", bought, below, {96, 98, 96}, 97, maker, 3, {0}},
           Row{"never: it fails", bought, failing, {96, 95}, 0},
       }) {
    const Tried tried = try_rules(row.position, {row.entry}, row.prices, row.outages);
    const core::Position& held = tried.account.positions[0];
    const conduct::Acts& acts = *tried.outcome.acts;
    EXPECT_EQ(held.open(), row.fill > 0) << row.what;
    EXPECT_EQ(acts.entered, row.fill > 0) << row.what;
    EXPECT_EQ(acts.failed, row.entry.execution.fails) << row.what;
    const double before = row.position.mode == core::MarginMode::isolated ? 1'020 : 1'000;
    EXPECT_EQ(tried.outcome.start_equity, Money(before)) << row.what;
    if (row.fill == 0) {
      EXPECT_EQ(tried.outcome.terminal_equity, Money(before)) << row.what;
      continue;
    }
    const auto order = std::find_if(tried.log.begin(), tried.log.end(), [](const Event& each) {
      return each.kind == EventKind::order;
    });
    ASSERT_NE(order, tried.log.end()) << row.what;
    EXPECT_EQ(order->seconds, 60 * row.stop) << row.what;
    // At the market the planned notional is that at the mark, slippage aside.
    const double mark = row.fee == maker ? row.fill : order->marks[0].value();
    const double size = row.position.size.value() * 100 / mark;
    const double fee = std::abs(size) * row.fill * row.fee;
    EXPECT_NEAR(held.entry.value(), row.fill, 1e-12) << row.what;
    EXPECT_NEAR(held.size.value(), size, 1e-12) << row.what;
    EXPECT_NEAR(tried.outcome.ledger.fees.value(), fee, 1e-12) << row.what;
    EXPECT_NEAR(tried.outcome.terminal_equity.value(),
                before - fee + size * (row.prices.back() - row.fill), 1e-9)
        << row.what;
    if (row.position.mode == core::MarginMode::isolated) {
      EXPECT_NEAR(held.margin.value(), 20, 1e-12) << row.what;
    }
  }
}

TEST(Entry, KeepsItsSizeWhereThatIsWhatWasPlanned) {
  Entry entry = entry_at(bought, Rate(-.5));
  entry.keeps_size = true;
  EXPECT_EQ(try_rules(bought, {entry}, {49}).account.positions[0].size, core::Size(1));
}

/// A notional of 20,000 at 10x needs 2,000 and a fee of 4; 200x is more than the bracket allows.
TEST(Entry, MeetsTheMarginCheckWhenItFills) {
  const core::Position large = cross(0, 200, 100, 10);
  const Tried scaled = try_rules(large, {entry_at(large, Rate(-.03))}, {97});
  EXPECT_EQ(scaled.outcome.acts->scaled, 1);
  EXPECT_NEAR(scaled.account.positions[0].size.value(), 20'000 / 97. * 1'000 / 2'004, 1e-9);
  const core::Position steep = cross(0, 1, 100, 200);
  const Tried rejected = try_rules(steep, {entry_at(steep, Rate(-.03))}, {97, 96});
  EXPECT_EQ(rejected.outcome.acts->rejected, 1);
  EXPECT_EQ(rejected.outcome.acts->entered, 0);
  EXPECT_FALSE(rejected.account.positions[0].open());
}

/// 5 % below 97 is 92.15; below 100, 93 would have been enough.
TEST(Entry, IsWhereExitsAreMeasuredFrom) {
  const std::vector<Rule> rules{entry_at(bought, Rate(-.03)), StopLoss{0, Rate(.05)}};
  EXPECT_TRUE(try_rules(bought, rules, {97, 93}).account.positions[0].open());
  const Tried stopped = try_rules(bought, rules, {97, 93, 92.1});
  EXPECT_FALSE(stopped.account.positions[0].open());
  EXPECT_EQ(stopped.outcome.acts->stops, 1);
  // Both are passed at once.
  EXPECT_EQ(try_rules(bought, rules, {90}).outcome.acts->stops, 1);
}

/// Prices that stay for an hour each.
std::vector<double> by_hour(const std::vector<double>& hours) {
  std::vector<double> prices;
  for (const double hour : hours) prices.insert(prices.end(), 60, hour);
  return prices;
}

TEST(Entry, WaitsAtTheBestOfAWindow) {
  struct Row {
    const char* what;
    core::Position position;
    std::uint32_t every;
    std::vector<double> hours, then;
    double fill;  ///< 0: never
  };
  for (const Row& row : {
           Row{"the low of three hours", bought, 3600, {100, 98, 99}, {98.1, 97.9}, 98},
           Row{"not before they are over", bought, 3600, {100, 98}, {97, 98.5}, 0},
           Row{"the high, for a short", sold, 3600, {100, 102, 101}, {103}, 102},
           Row{"a low that is too old", bought, 3600, {97, 100, 98, 99}, {97.5}, 98},
           Row{"found anew", bought, 3600, {100, 98, 99, 98.5, 99, 99.5}, {98.4}, 98.5},
           Row{"of the last review", bought, 3 * 3600, {100, 98, 99, 98.5, 99}, {98.4, 98}, 98},
           Row{"a low just now: at the market", bought, 3600, {100, 98, 97}, {99}, 97 * 1.01},
       }) {
    Entry entry = entry_at(row.position, Rate(0));
    entry.window = 2;  // between three hours
    entry.every = row.every;
    std::vector<double> prices = by_hour(row.hours);
    prices.insert(prices.end(), row.then.begin(), row.then.end());
    const core::Position held = try_rules(row.position, {entry}, prices).account.positions[0];
    EXPECT_EQ(held.open(), row.fill > 0) << row.what;
    if (!held.open()) continue;
    EXPECT_NEAR(held.entry.value(), row.fill, 1e-12) << row.what;
  }
}

/// A margin of 10 behind a long of 100 from 97 is lost at 80.
TEST(Entry, CountsFromThereWhetherItWasClosedTooEarly) {
  const core::Position planned = isolated(0, 1, 100, 10);
  const std::vector<Rule> rules{entry_at(planned, Rate(-.03))};
  for (const auto& [end, too_early] : {std::pair(97.5, true), std::pair(96.5, false)}) {
    const Tried tried = try_rules(planned, rules, {97, 80, end});
    EXPECT_EQ(tried.outcome.liquidation_time, 120U);
    EXPECT_EQ(tried.outcome.closed_too_early, too_early) << end;
  }
}

}  // namespace
}  // namespace marginwalk::replay::entry_test
