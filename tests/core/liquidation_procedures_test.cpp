#include <gtest/gtest.h>

#include "core/liquidation.hpp"
#include "core/requirement.hpp"
#include "tests/support/positions.hpp"
#include "tests/support/venues.hpp"

/// Each venue's procedure on one long of BTC bought at 100,000, or on two legs.
namespace marginwalk::core::liquidation_procedures_test {
namespace {

using test::cross;
using test::isolated;

Venue venue_with(LiquidationRule rule, std::vector<Tier> tiers, double liquidation_fee) {
  Venue venue{"v", false, {}, rule};
  venue.contracts.push_back(
      {"BTC-PERP", "BTC", TierSchedule(std::move(tiers)), Rate(0), Rate(liquidation_fee)});
  return venue;
}

std::vector<Tier> flat(double rate) { return {{1e12, Rate(rate), {}, 1 / rate}}; }

LiquidationRule rule_of(Procedure procedure) {
  LiquidationRule rule;
  rule.procedure = procedure;
  return rule;
}

LiquidationRule hyperliquid() {
  LiquidationRule rule = rule_of(Procedure::book_then_backstop);
  rule.step_share = Rate(.2);
  rule.partial_above = Money(100e3);
  rule.backstop_level = 2.0 / 3;
  return rule;
}

LiquidationRule dydx() {
  LiquidationRule rule = rule_of(Procedure::blocks);
  rule.step_share = Rate(.1);
  rule.least_step = Money(1'000);
  rule.greatest_step = Money(100'000);
  return rule;
}

LiquidationRule ladder(std::size_t tiers_per_step, std::size_t lowest_tier) {
  LiquidationRule rule = rule_of(Procedure::tier_ladder);
  rule.tiers_per_step = tiers_per_step;
  rule.lowest_tier = lowest_tier;
  return rule;
}

const std::vector<Tier> rungs{{100e3, Rate(.01), {}, 50},
                              {200e3, Rate(.02), {}, 20},
                              {300e3, Rate(.03), {}, 15},
                              {400e3, Rate(.04), {}, 10}};

struct Row {
  const char* what;
  Venue venue;
  double size, wallet, mark, slippage;
  std::size_t step;
  double size_after, wallet_after, fee, slippage_paid, shortfall, taken;
};

void expect(const Row& row) {
  Account account{Money(row.wallet), {cross(0, row.size, 100e3, 10)}, {}};
  const std::vector marks{Price(row.mark)};
  const Money before = equity(row.venue, account, marks);
  const Liquidation result = liquidate(row.venue, account, Scope::cross(), marks,
                                       Liquidity{Liquidity{Rate(row.slippage)}}, row.step);
  EXPECT_NEAR(account.positions[0].size.value(), row.size_after, 1e-8) << row.what;
  EXPECT_NEAR(account.wallet.value(), row.wallet_after, 1e-3) << row.what;
  EXPECT_NEAR(result.fee.value(), row.fee, 1e-3) << row.what;
  EXPECT_NEAR(result.slippage.value(), row.slippage_paid, 1e-3) << row.what;
  EXPECT_NEAR(result.shortfall.value(), row.shortfall, 1e-3) << row.what;
  EXPECT_NEAR(result.taken.value(), row.taken, 1e-3) << row.what;
  EXPECT_EQ(result.complete, row.size_after == 0) << row.what;
  const Ledger& ledger = account.ledger;
  EXPECT_NEAR((equity(row.venue, account, marks) - before + ledger.fees + ledger.slippage +
               ledger.fund_received - ledger.fund_paid)
                  .value(),
              0, 1e-9 * row.size * row.mark)
      << row.what;
}

TEST(Procedures, BookThenBackstop) {
  const Venue venue = venue_with(hyperliquid(), flat(.0125), 0);
  for (const Row& row : {
           // 2 BTC at 91,000: requirement 2,275; equity 2,000
           Row{"a fifth of a large position", venue, 2, 20'000, 91e3, 0, 0, 1.6, 16'400, 0, 0, 0,
               0},
           Row{"all of it next", venue, 2, 20'000, 91e3, 0, 1, 0, 2'000, 0, 0, 0, 0},
           Row{"a small position at once", venue, 1, 10'000, 91e3, .001, 0, 0, 909, 0, 91, 0, 0},
           // requirement 2,275, two thirds of it 1,517
           Row{"all cash goes with it below the backstop", venue, 2, 19'500, 91e3, .001, 0, 0, 0, 0,
               0, 0, 1'500},
           Row{"the fund pays beyond bankruptcy", venue, 2, 17'000, 91e3, 0, 0, 0, 0, 0, 0, 1'000,
               0},
       }) {
    expect(row);
  }
}

TEST(Procedures, Blocks) {
  const Venue venue = venue_with(dydx(), flat(.03), .015);
  for (const Row& row : {
           // 1 BTC at 90,000: requirement 2,700, equity 2,000; a tenth has 200 of it, its fee 135
           Row{"a tenth, with the whole fee", venue, 1, 12'000, 90e3, 0, 0, .9, 12e3 - 1e3 - 135,
               135, 0, 0, 0},
           // equity 1,000: a tenth has 100 of it
           Row{"the fee takes no more than the share of equity", venue, 1, 11'000, 90e3, 0, 0, .9,
               11e3 - 1e3 - 100, 100, 0, 0, 0},
           // slippage of 1 % on a tenth is 90, beyond its share of 50 by 40
           Row{"the fund pays what is lost beyond it", venue, 1, 10'500, 90e3, .01, 0, .9,
               10'500 - 1'000 - 90 + 40, 0, 90, 40, 0},
           Row{"and all of what is below zero", venue, 1, 9'000, 90e3, 0, 0, .9,
               9'000 - 1'000 + 100, 0, 0, 100, 0},
           // 0.1 BTC at 9,000 a tenth: below the least step of 1,000
           Row{"at least a thousand", venue, .1, 1'050, 90e3, 0, 0, .1 - 1.0 / 90,
               1'050 - 1e3 / 9 - 5.5556, 5.5556, 0, 0, 0},
           // 20 BTC: a tenth would be 180,000
           Row{"at most a hundred thousand", venue, 20, 240e3, 90e3, 0, 0, 20 - 10.0 / 9,
               240e3 - 1e5 / 9 - 1'500, 1'500, 0, 0, 0},
       }) {
    expect(row);
  }
}

TEST(Procedures, TierLadder) {
  const Venue bybit = venue_with(ladder(1, 1), rungs, 0);
  const Venue okx = venue_with(ladder(2, 2), rungs, 0);
  for (const Row& row : {
           // 4 BTC at 92,000: 368,000 in the fourth bracket; 14,720 required, 12,000 there
           Row{"one bracket down, to its edge", bybit, 4, 44'000, 92e3, 0, 0, 300e3 / 92e3,
               44e3 - 8e3 * (4 - 300e3 / 92e3), 0, 0, 0, 0},
           Row{"two brackets down", okx, 4, 44'000, 92e3, 0, 0, 200e3 / 92e3,
               44e3 - 8e3 * (4 - 200e3 / 92e3), 0, 0, 0, 0},
           Row{"all of it where the lowest requirement is not met", bybit, 4, 35'000, 92e3, 0, 0, 0,
               0, 0, 0, 0, 3'000},
           // 1 BTC: 92,000 in the first bracket
           Row{"all of it in the lowest bracket", bybit, 1, 8'500, 92e3, 0, 0, 0, 0, 0, 0, 0, 500},
           // 2 BTC: 184,000 in the second
           Row{"or in one that cannot fall", okx, 2, 19'000, 92e3, 0, 0, 0, 0, 0, 0, 0, 3'000},
           Row{"the fund takes losses too", bybit, 1, 7'000, 92e3, 0, 0, 0, 0, 0, 0, 1'000, 0},
       }) {
    expect(row);
  }
}

TEST(Procedures, Reduce) {
  const Venue costly = venue_with(rule_of(Procedure::reduce), flat(.01), .0125);
  const Venue cheap = venue_with(rule_of(Procedure::reduce), flat(.05), .0125);
  // 1 BTC at 90,000, equity 4,000, required 4,500: 500 lack, each part closed frees 3.75 %.
  const double part = 500 / (90e3 * .0375);
  for (const Row& row : {
           Row{"as much as it takes", cheap, 1, 14'000, 90e3, 0, 0, 1 - part,
               14e3 - part * (10e3 + 1'125), part * 1'125, 0, 0, 0},
           Row{"all at the bankruptcy price where the fee exceeds what closing frees", costly, 1,
               10'800, 90e3, 0, 0, 0, 0, 0, 0, 0, 800},
           Row{"the fund pays beyond bankruptcy", cheap, 1, 9'500, 90e3, 0, 0, 0, 0, 0, 0, 500, 0},
       }) {
    expect(row);
  }
}

TEST(Procedures, ReduceClosesTheWorstFirst) {
  Venue venue = venue_with(rule_of(Procedure::reduce), flat(.05), .0);
  venue.contracts.push_back({"ETH-PERP", "ETH", TierSchedule(flat(.05)), Rate(0), Rate(0)});
  // Losses 10,000 and 30,000; required 4,500 + 3,500, there 5,000: closing ETH frees 3,500.
  Account account{Money(45'000), {cross(0, 1, 100e3, 10), cross(1, 1, 100e3, 10)}, {}};
  const std::vector marks{Price(90e3), Price(70e3)};
  liquidate(venue, account, Scope::cross(), marks, Liquidity{Liquidity{Rate(0)}});
  EXPECT_EQ(account.positions[0].size.value(), 1);
  EXPECT_NEAR(account.positions[1].size.value(), 1 - 3'000 / 3'500.0, 1e-6);
  const MarginState state = margin_state(venue, account, Scope::cross(), marks);
  EXPECT_GE(state.level(), 1);
  EXPECT_LT(state.level(), 1 + 1e-8);
}

TEST(Procedures, HedgesAreClosedAgainstEachOtherFirst) {
  Venue venue = venue_with(hyperliquid(), flat(.02), .01);
  venue.hedge_mode = venue.liquidation.nets_hedges = true;
  // 3 long and 2 short at 100,000, now 95,000: equity 14,000 - 15,000 + 10,000 = 9,000, required 2
  // % of 5 x 95,000 = 9,500. Netted, 1 long is left, which requires 1,900; nothing is paid for it.
  Account account{Money(14'000), {cross(0, 3, 100e3, 10), cross(0, -2, 100e3, 10)}, {}};
  const std::vector marks{Price(95e3)};
  const Liquidation netted = liquidate(venue, account, Scope::cross(), marks, Liquidity{Rate(.01)});
  EXPECT_EQ(account.positions[0].size, Size(1));
  EXPECT_FALSE(account.positions[1].open());
  EXPECT_EQ(netted.slippage, Money(0));
  EXPECT_EQ(netted.fee, Money(0));
  EXPECT_NEAR(account.wallet.value(), 14'000, 1e-9);
  EXPECT_FALSE(assess(venue, account, marks).breach);
}

TEST(Procedures, AnIsolatedPositionKeepsItsMarginInSteps) {
  const Venue venue = venue_with(hyperliquid(), flat(.0125), 0);
  Account account{Money(500), {isolated(0, 2, 100e3, 20'000)}, {}};
  const std::vector marks{Price(91e3)};
  const Liquidation first =
      liquidate(venue, account, Scope::isolated(0), marks, Liquidity{Liquidity{Rate(0)}}, 0);
  EXPECT_FALSE(first.complete);
  EXPECT_NEAR(account.positions[0].size.value(), 1.6, 1e-12);
  EXPECT_NEAR(account.positions[0].margin.value(), 20'000 - .4 * 9'000, 1e-9);
  EXPECT_EQ(account.wallet, Money(500));
  const Liquidation second =
      liquidate(venue, account, Scope::isolated(0), marks, Liquidity{Liquidity{Rate(0)}}, 1);
  EXPECT_TRUE(second.complete);
  EXPECT_EQ(account.positions[0].margin, Money(0));
  EXPECT_NEAR(account.wallet.value(), 500 + 2'000, 1e-9);
}

}  // namespace
}  // namespace marginwalk::core::liquidation_procedures_test
