#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "core/liquidation.hpp"
#include "core/liquidation_price.hpp"
#include "tests/support/positions.hpp"
#include "tests/support/venues.hpp"

/// Accounts on which other tools were found to give a wrong answer. Each test names the defect; the
/// comment in it says what goes wrong, and where it was seen.
namespace marginwalk::core::counterexamples_test {
namespace {

using test::cross;
using test::isolated;

/// A venue of contracts without fees, one for each maintenance rate.
Venue venue_of(const std::vector<double>& rates, LiquidationRule rule = {}) {
  Venue venue{"v", true, {}, rule};
  for (const double rate : rates) {
    venue.contracts.push_back({"X", "X", TierSchedule::flat(Rate(rate), 125), Rate(0), Rate(0)});
  }
  return venue;
}

LiquidationRule rule_of(Procedure procedure) {
  LiquidationRule rule;
  rule.procedure = procedure;
  return rule;
}

bool is_breached(const Venue& venue, const Account& account, Marks marks) {
  return assess(venue, account, marks).breach.has_value();
}

/// Liquidates as long as the venue does.
void settle(const Venue& venue, Account& account, Marks marks, Rate slippage = Rate(0)) {
  for (std::size_t step = 0; const auto scope = assess(venue, account, marks).breach; ++step) {
    ASSERT_LT(step, 100U);
    liquidate(venue, account, *scope, marks, Liquidity{slippage}, step);
  }
}

TEST(Counterexamples, AShortRequiresWhatItsMirrorRequires) {
  // With the sign of a size left in, shorts lower the requirement of an account. (Bayswater)
  const Venue venue = test::two_markets();
  for (const double mark : {50.0, 100.0, 180.0}) {
    const auto required = [&](const std::vector<Position>& positions) {
      const Account account{Money(1'000), positions, {}};
      return margin_state(venue, account, Scope::cross(), std::vector{Price(mark), Price(10)})
          .maintenance.value();
    };
    const double of_long = required({cross(0, 8, 100, 10)});
    EXPECT_DOUBLE_EQ(of_long, 8 * mark * .005);
    EXPECT_DOUBLE_EQ(required({cross(0, -8, 100, 10)}), of_long);
    EXPECT_DOUBLE_EQ(required({cross(0, 8, 100, 10), cross(1, -50, 10, 10)}), of_long + 5);
  }
}

TEST(Counterexamples, AShortIsInTheBracketOfItsMirror) {
  // A size below zero finds the lowest bracket, however large it is. (Bayswater)
  const std::vector<Tier> tiers{{100, Rate(.01), {}, 50}, {1e9, Rate(.05), {}, 10}};
  for (const TierMeasure measure : {TierMeasure::notional, TierMeasure::contracts}) {
    for (const Valuation valuation : {Valuation::mark, Valuation::entry}) {
      Venue venue{"v", true, {{"X", "X", TierSchedule(tiers), Rate(.001), Rate(0)}}};
      venue.contracts[0].maintenance_rule = {valuation, ClosingFee::at_mark,
                                             TierRule::whole_position, measure};
      for (const double size : {200.0, -200.0}) {
        const MarginState state = position_state(venue, cross(0, size, 100, 10), Price(120));
        const double value = valuation == Valuation::mark ? 24'000 : 20'000;
        EXPECT_DOUBLE_EQ(state.maintenance.value(), value * .05 + 24) << size;
      }
    }
  }
}

TEST(Counterexamples, EquityIsHeldAgainstARequirementNotARate) {
  // Money below a rate of 0.03 is hardly ever seen, so nobody is liquidated. (Bayswater)
  const Venue venue = venue_of({.03});
  for (const double size : {1.0, -1.0}) {
    const Account account{Money(1'000), {cross(0, 100 * size, 100, 10)}, {}};
    const std::vector marks{Price(size > 0 ? 92 : 108)};
    const MarginState state = margin_state(venue, account, Scope::cross(), marks);
    EXPECT_DOUBLE_EQ(state.equity.value(), 200);
    EXPECT_DOUBLE_EQ(state.maintenance.value(), size > 0 ? 276 : 324);
    EXPECT_TRUE(is_breached(venue, account, marks));
  }
}

TEST(Counterexamples, CrossAccountsAreLiquidated) {
  // Where cross has no liquidation price, it survives whatever the market does. (Jesse)
  const Venue venue = test::two_markets();
  struct Row {
    const char* what;
    std::vector<Position> positions;
    double liquidation;
  };
  for (const Row& row : {
           Row{"long", {cross(0, 1, 100, 10)}, 90 / .995},
           Row{"short", {cross(0, -1, 100, 10)}, 110 / 1.005},
           Row{"beside another", {cross(0, 1, 100, 10), cross(1, 1, 10, 10)}, 90.1 / .995},
       }) {
    Account account{Money(10), row.positions, {}};
    const auto price = liquidation_price(venue, account, 0, std::vector{Price(100), Price(10)});
    ASSERT_TRUE(price) << row.what;
    EXPECT_NEAR(price->value(), row.liquidation, 1e-9) << row.what;
    const double against = row.positions[0].size > Size(0) ? -1e-6 : 1e-6;
    const std::vector before{Price(price->value() - against), Price(10)};
    const std::vector beyond{Price(price->value() + against), Price(10)};
    EXPECT_FALSE(is_breached(venue, account, before)) << row.what;
    ASSERT_TRUE(is_breached(venue, account, beyond)) << row.what;
    settle(venue, account, beyond);
    for (const Position& position : account.positions) EXPECT_FALSE(position.open()) << row.what;
  }
}

/// All procedures, with parameters of some venue.
std::vector<LiquidationRule> procedures() {
  std::vector<LiquidationRule> rules;
  for (const Procedure procedure : {Procedure::close_out, Procedure::reduce, Procedure::tier_ladder,
                                    Procedure::blocks, Procedure::book_then_backstop}) {
    rules.push_back(rule_of(procedure));
    rules.back().step_share = Rate(.1);
    rules.back().least_step = Money(20);
    rules.back().backstop_level = 2.0 / 3;
  }
  return rules;
}

TEST(Counterexamples, BankruptcyIsAbsorbing) {
  // Where profits and losses of a path are added up regardless, an account that is gone trades on:
  // drawdowns of several hundred per cent, and returns from below zero. (Jesse, vectorbt)
  for (const LiquidationRule& rule : procedures()) {
    for (const double side : {1.0, -1.0}) {
      for (const Position& start :
           {cross(0, 10 * side, 100, 10), isolated(0, 10 * side, 100, 100)}) {
        const bool is_cross = start.mode == MarginMode::cross;
        const Venue venue = venue_of({.01}, rule);
        Account account{Money(is_cross ? 100 : 0), {start}, {}};
        double record = 0;
        bool gone = false;
        for (const double move : {0.0, .02, -.04, -.3, .6, -.8, .9}) {
          const std::vector marks{Price(100 * (1 + side * move))};
          settle(venue, account, marks, Rate(.001));
          const double now = equity(venue, account, marks).value();
          record = std::max(record, now);
          EXPECT_GE(now, 0) << int(rule.procedure);
          EXPECT_LE((record - now) / record, 1) << int(rule.procedure);
          gone = gone || move < -.1;
          EXPECT_EQ(now == 0, gone) << int(rule.procedure) << " at " << move;
        }
        EXPECT_DOUBLE_EQ(record, 120) << int(rule.procedure);
      }
    }
  }
}

TEST(Counterexamples, EquityIsBelowZeroByTheBookedDeficitAtMost) {
  // What an account lacks after a gap is somebody's loss: the fund's, and to the cent. (Jesse)
  const Venue venue = venue_of({.01});
  for (const double mark : {89.0, 80.0, 10.0}) {
    Account account{Money(100), {cross(0, 10, 100, 10)}, {}};
    const std::vector marks{Price(mark)};
    const Money before = equity(venue, account, marks);
    settle(venue, account, marks);
    EXPECT_DOUBLE_EQ(account.ledger.fund_paid.value(), -before.value());
    EXPECT_EQ(equity(venue, account, marks), Money(0));
  }
}

TEST(Counterexamples, AGapIsFilledWhereTheMarketIs) {
  // Booked at the liquidation price, a gap of 10 % at 20x hands back 800 of 10,000, although the
  // margin was lost twice over. Isolated, the trader loses what was posted and the fund the rest;
  // cross, the wallet pays. (TorchTrade)
  struct Row {
    const char* what;
    MarginMode mode;
    double mark;
    double lost, fund_paid;  // of 10,000 posted and 15,000 in the wallet
  };
  const double trigger = 95 / .996;
  const double at_trigger = 2'000 * (100 - trigger);
  for (const Row& row : {
           Row{"isolated, no gap", MarginMode::isolated, trigger - 1e-9, at_trigger, 0},
           Row{"isolated, 5 % gap", MarginMode::isolated, 95, 10'000, 0},
           Row{"isolated, 10 % gap", MarginMode::isolated, 90, 10'000, 10'000},
           Row{"isolated, 15 % gap", MarginMode::isolated, 85, 10'000, 20'000},
           Row{"cross, 12.5 % gap", MarginMode::cross, 87.5, 25'000, 0},
           Row{"cross, 15 % gap", MarginMode::cross, 85, 25'000, 5'000},
       }) {
    const Venue venue = venue_of({.004});
    const bool is_cross = row.mode == MarginMode::cross;
    Account account{Money(is_cross ? 25'000 : 15'000),
                    {is_cross ? cross(0, 2'000, 100, 20) : isolated(0, 2'000, 100, 10'000)},
                    {}};
    const std::vector marks{Price(row.mark)};
    ASSERT_TRUE(is_breached(venue, account, marks)) << row.what;
    settle(venue, account, marks);
    EXPECT_NEAR(25'000 - equity(venue, account, marks).value(), row.lost, 1e-5) << row.what;
    EXPECT_NEAR(account.ledger.fund_paid.value(), row.fund_paid, 1e-5) << row.what;
  }
}

TEST(Counterexamples, MaintenanceOfOtherPositionsCounts) {
  // Alone, a long on equity of 5 has room of 4.6 %; beside positions that require 4, of 0.6 %.
  // (TorchTrade)
  const Venue venue = venue_of({.004, .04});
  Account account{Money(5), {cross(0, 1, 100, 50)}, {}};
  std::vector marks{Price(100), Price(100)};
  EXPECT_NEAR(liquidation_price(venue, account, 0, marks)->value(), 95 / .996, 1e-9);
  account.positions.push_back(cross(1, -1, 100, 50));
  EXPECT_NEAR(liquidation_price(venue, account, 0, marks)->value(), 99 / .996, 1e-9);
  marks[0] = Price(99.41);
  EXPECT_FALSE(is_breached(venue, account, marks));
  marks[0] = Price(99.39);
  EXPECT_TRUE(is_breached(venue, account, marks));
}

TEST(Counterexamples, APartialCloseLandsOnTheBoundary) {
  // Closing by a formula that assumes a leverage of two leaves too little, or an account that is
  // still in breach. What must be left is equity / rate. (bt)
  struct Row {
    double equity, notional, rate, left;
  };
  const LiquidationRule reduce = rule_of(Procedure::reduce);
  for (const Row& row : {Row{1'000, 3'000, .5, 2'000}, Row{1'000, 1'500, .8, 1'250},
                         Row{700, 1'200, .6, 7e3 / 6}, Row{90, 10'000, .01, 9'000}}) {
    for (const double side : {1.0, -1.0}) {
      const Venue venue = venue_of({row.rate}, reduce);
      Account account{Money(row.equity), {cross(0, side * row.notional / 100, 100, 1)}, {}};
      const std::vector marks{Price(100)};
      ASSERT_TRUE(is_breached(venue, account, marks));
      const Liquidation step = liquidate(venue, account, Scope::cross(), marks, Liquidity{Rate(0)});
      EXPECT_FALSE(step.complete);
      EXPECT_FALSE(is_breached(venue, account, marks));
      EXPECT_NEAR(account.positions[0].notional(marks[0]).value(), row.left, 1e-6 * row.left);
      EXPECT_NEAR(equity(venue, account, marks).value(), row.equity, 1e-9);
    }
  }
}

TEST(Counterexamples, APartialCloseLandsOnTheBoundaryWithItsCosts) {
  // The boundary is met after slippage and fee, not before them. (bt)
  Venue venue = venue_of({.05}, rule_of(Procedure::reduce));
  venue.contracts[0].liquidation_fee = Rate(.01);
  for (const double side : {1.0, -1.0}) {
    Account account{Money(400), {cross(0, side * 100, 100, 1)}, {}};
    const std::vector marks{Price(100)};
    liquidate(venue, account, Scope::cross(), marks, Liquidity{Rate(.002)});
    EXPECT_TRUE(account.positions[0].open());
    EXPECT_NEAR(assess(venue, account, marks).least_level, 1, 1e-8);
    EXPECT_FALSE(is_breached(venue, account, marks));
  }
}

TEST(Counterexamples, AllMarksMoveAtOnce) {
  // Prices taken in one after the other show accounts that never were: a hedge whose first leg has
  // fallen is liquidated before its second leg is looked at. (FLOX)
  const Venue venue = test::two_markets();
  const Account account{Money(1'000), {cross(0, 100, 100, 20), cross(1, -1'000, 10, 20)}, {}};
  const std::vector<Price> before{Price(100), Price(10)}, after{Price(85), Price(8.5)};
  EXPECT_FALSE(is_breached(venue, account, before));
  EXPECT_FALSE(is_breached(venue, account, after));
  EXPECT_DOUBLE_EQ(equity(venue, account, after).value(), 1'000);
  EXPECT_TRUE(is_breached(venue, account, std::vector{after[0], before[1]}));
  EXPECT_FALSE(is_breached(venue, account, std::vector{before[0], after[1]}));
  // Nor does it matter which position stands first.
  const Account swapped{account.wallet, {account.positions[1], account.positions[0]}, {}};
  EXPECT_EQ(assess(venue, swapped, after).least_level, assess(venue, account, after).least_level);
}

TEST(Counterexamples, IsolatedPositionsAreLiquidated) {
  // A mode that no check asks for is a mode without liquidation. (FLOX)
  const Venue venue = test::two_markets();
  Account account{Money(1'000), {isolated(0, 1, 100, 10), cross(1, 1, 10, 10)}, {}};
  const std::vector marks{Price(90.4), Price(10)};
  EXPECT_EQ(assess(venue, account, marks).breach, Scope::isolated(0));
  settle(venue, account, marks);
  EXPECT_FALSE(account.positions[0].open());
  EXPECT_TRUE(account.positions[1].open());
  EXPECT_NEAR(account.wallet.value(), 1'000.4, 1e-9);
}

TEST(Counterexamples, TheLiquidationPriceDoesNotMixEntryAndMark) {
  // 1.5 at a mark of 2,500 with 375 behind them there: (1.5 x 2,500 - 375) / (1.5 x 0.98). Equity
  // at the mark with the entry in place of the mark gives 1,955.78. (MetaMask)
  const Venue venue = venue_of({.02});
  const std::vector marks{Price(2'500)};
  for (const double entry : {6'500.0 / 3, 2'500.0, 2'800.0}) {
    const double cash = 375 - 1.5 * (2'500 - entry);
    const Account account{Money(cash), {cross(0, 1.5, entry, 10)}, {}};
    ASSERT_NEAR(equity(venue, account, marks).value(), 375, 1e-9);
    EXPECT_NEAR(liquidation_price(venue, account, 0, marks)->value(), 2'295.918367, 1e-6) << entry;
    if (cash <= 0) continue;
    const Account posted{Money(0), {isolated(0, 1.5, entry, cash)}, {}};
    EXPECT_NEAR(liquidation_price(venue, posted, 0, marks)->value(), 2'295.918367, 1e-6) << entry;
  }
}

TEST(Counterexamples, TheTriggerIsTheVenuesMaintenance) {
  // One ratio for every venue, or the initial margin in the place of maintenance, liquidates too
  // early or too late. (nautilus, Lean)
  struct Row {
    const char* what;
    Venue venue;
    double required;  // of a long of 10,000 at the mark, opened at 10x
  };
  const Venue binance{
      "binance", true, {{"BTC-PERP", "BTC", TierSchedule(test::binance_btc_tiers()), {}, {}}}};
  Venue counts_fee = venue_of({.005});
  counts_fee.contracts[0].taker_fee = Rate(.0005);
  counts_fee.contracts[0].maintenance_rule.closing_fee = ClosingFee::at_mark;
  for (const Row& row : {Row{"0.4 %", venue_of({.004}), 40}, Row{"3 %", venue_of({.03}), 300},
                         Row{"brackets", binance, 40}, Row{"with the fee", counts_fee, 55}}) {
    const auto breached_with = [&](double equity) {
      const Account account{Money(equity), {cross(0, 100, 100, 10)}, {}};
      return is_breached(row.venue, account, std::vector{Price(100)});
    };
    EXPECT_FALSE(breached_with(row.required + 1e-6)) << row.what;
    EXPECT_TRUE(breached_with(row.required - 1e-6)) << row.what;
    EXPECT_FALSE(breached_with(999)) << row.what << ": below the initial margin";
    EXPECT_FALSE(breached_with(row.required / .9)) << row.what << ": a ratio of 0.9";
  }
}

TEST(Counterexamples, TheTriggerGrowsWithTheBracket) {
  // A rate looked up once for a small position is too low for a large one. (nautilus, Jesse)
  const Venue binance{
      "binance", true, {{"BTC-PERP", "BTC", TierSchedule(test::binance_btc_tiers()), {}, {}}}};
  const Account account{Money(200'000), {cross(0, 100, 100'000, 50)}, {}};
  // 10 million: 1 % less 11,450
  EXPECT_FALSE(is_breached(binance, account, std::vector{Price(99'000)}));  // 100,000 and 87,550
  EXPECT_TRUE(is_breached(binance, account, std::vector{Price(98'800)}));   // 80,000 and 87,350
}

}  // namespace
}  // namespace marginwalk::core::counterexamples_test
