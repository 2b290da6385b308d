#include "sim/replay/trial.hpp"

#include <gtest/gtest.h>

#include "tests/support/positions.hpp"
#include "tests/support/venues.hpp"

namespace marginwalk::replay::trial_test {
namespace {

using core::Money;
using core::Price;
using core::Rate;
using test::cross;
using test::isolated;

/// One stop on a path of BTC (and ETH, which stays at 10).
struct Stop {
  double btc;
  bool funding = false;
};

struct Row {
  const char* what;
  double wallet;
  core::Position position;
  std::vector<Stop> stops;  ///< a minute apart
  double funding_rate, slippage;
  std::uint32_t liquidation_time;
  double terminal_equity, loss_at_liquidation, least_level, drawdown;
  bool bankrupt, wiped_out, closed_too_early;
};

constexpr std::uint32_t never = Outcome::never;

TEST(Trial, PathsAsTables) {
  // One BTC long at 100 (maintenance 0.5 %): liquidated at or below 90 / 0.995 on margin of 10.
  for (const Row& row : {
           Row{"nothing happens",
               10,
               cross(0, 1, 100, 10),
               {{101}, {99}, {100}},
               0,
               0,
               never,
               10,
               0,
               9 / .495,
               2.0 / 11,
               false,
               false,
               false},
           Row{"touches and comes back",
               10,
               cross(0, 1, 100, 10),
               {{95}, {90.4}, {120}},
               0,
               0,
               120,
               0.4,
               9.6,
               0.4 / .452,
               0.96,
               false,
               true,
               true},
           Row{"filled where the market is, not at the trigger",
               10,
               cross(0, 1, 100, 10),
               {{95}, {90.2}, {90}},
               0,
               0,
               120,
               0.2,
               9.8,
               0.2 / .451,
               0.98,
               false,
               true,
               false},
           Row{"gap through bankruptcy",
               10,
               cross(0, 1, 100, 10),
               {{95}, {80}, {85}},
               0,
               0,
               120,
               0,
               10,
               0,
               1,
               true,
               true,
               false},
           Row{"isolated keeps the wallet",
               20,
               isolated(0, 1, 100, 10),
               {{95}, {80}, {85}},
               0,
               0,
               120,
               20,
               10,
               0,
               1.0 / 3,
               true,
               false,
               false},
           Row{"slippage bankrupts",
               10,
               cross(0, 1, 100, 10),
               {{90.4}},
               0,
               .01,
               60,
               0,
               10,
               0.4 / .452,
               1,
               true,
               true,
               false},
           Row{"funding is charged after the check, then checked again",
               10,
               cross(0, 1, 100, 10),
               {{90.6, true}},
               .002,
               0,
               60,
               0.6 - .1812,
               10 - 0.6 + .1812,
               (.6 - .1812) / .453,
               (10 - 0.6 + .1812) / 10,
               false,
               true,
               false},
           Row{"a short receives it",
               10,
               cross(0, -1, 100, 10),
               {{100, true}, {100}},
               .002,
               0,
               never,
               10.2,
               0,
               10 / .5,
               0,
               false,
               false,
               false},
           Row{"rich again before the end, never liquidated: no early close",
               10,
               cross(0, 1, 100, 10),
               {{90.5}, {130}},
               0,
               0,
               never,
               40,
               0,
               0.5 / .4525,
               0.95,
               false,
               true,
               false},
       }) {
    const core::Venue venue = test::two_markets();
    const Market market{
        {{"BTC", Price(100)}, {"ETH", Price(10)}}, {0, 1}, {{}, {}}, {Rate(row.slippage)}};
    const Terms terms{&venue, &market, {Price(100), Price(10)}, 0.05};
    const Trader trader{{Money(row.wallet), {row.position}, {}}};
    Trial trial(terms, trader);
    trial.begin(0);
    std::uint32_t seconds = 0;
    for (const Stop& stop : row.stops) {
      const std::vector rates{Rate(row.funding_rate), Rate(row.funding_rate)};
      trial.visit(seconds += 60, stop.funding ? Stamp{rates} : Stamp{},
                  std::vector{Price(stop.btc), Price(10)});
    }
    const Outcome outcome = trial.finish();
    EXPECT_EQ(outcome.liquidation_time, row.liquidation_time) << row.what;
    EXPECT_NEAR(outcome.terminal_equity.value(), row.terminal_equity, 1e-9) << row.what;
    EXPECT_NEAR(outcome.loss_at_liquidation.value(), row.loss_at_liquidation, 1e-9) << row.what;
    EXPECT_NEAR(outcome.extremes->least_margin_level, row.least_level, 1e-9) << row.what;
    EXPECT_NEAR(outcome.extremes->max_drawdown, row.drawdown, 1e-9) << row.what;
    EXPECT_EQ(outcome.bankrupt, row.bankrupt) << row.what;
    EXPECT_EQ(outcome.wiped_out, row.wiped_out) << row.what;
    EXPECT_EQ(outcome.closed_too_early, row.closed_too_early) << row.what;
    EXPECT_NEAR(outcome.imbalance().value(), 0, 1e-9) << row.what;
  }
}

/// What a trial of one venue and market leaves, stop by stop.
struct Tried {
  core::Venue venue;
  Market market;
  Trader trader;

  /// Marks of each stop, a minute apart, with what is due there.
  [[nodiscard]] Outcome outcome(
      const std::vector<std::pair<std::vector<Price>, Stamp>>& stops) const {
    const Terms terms{&venue, &market, start_marks(market), 0.05};
    Trial trial(terms, trader);
    trial.begin(0);
    std::uint32_t seconds = 0;
    for (const auto& [marks, stamp] : stops) trial.visit(seconds += 60, stamp, marks);
    return trial.finish();
  }
};

Tried two_markets(core::Account account, AfterLiquidation after = AfterLiquidation::continues) {
  Tried tried{test::two_markets(),
              {{{"BTC", Price(100)}, {"ETH", Price(10)}}, {0, 1}, {{}, {}}, {}},
              {std::move(account), {after}}};
  for (core::Contract& contract : tried.venue.contracts) contract.taker_fee = Rate(.001);
  return tried;
}

/// One BTC long from 100 falls to 85 while one ETH long from 10 stands at 13, and goes on to 16.
TEST(Trial, KeepsWhatLedToALiquidationAndWhatItCutOff) {
  struct Case {
    const char* what;
    core::Position btc;
    double winners_forgone;
  };
  const std::vector rates{Rate(.002), Rate(.002)};
  for (const Case& row : {Case{"cross closes the winner too", cross(0, 1, 100, 10), 3},
                          Case{"isolated leaves it", isolated(0, 1, 100, 10), 0}}) {
    const Tried tried = two_markets({Money(10), {row.btc, cross(1, 1, 10, 10)}, {}});
    const Outcome outcome = tried.outcome({{{Price(101), Price(10)}, {rates}},
                                           {{Price(85), Price(13)}, {}},
                                           {{Price(99), Price(16)}, {}}});
    EXPECT_EQ(outcome.liquidation_time, 120U) << row.what;
    EXPECT_NEAR(outcome.origin.loss_at_mark.value(), 15 - 3, 1e-9) << row.what;
    EXPECT_NEAR(outcome.origin.worst_leg_loss.value(), 15, 1e-9) << row.what;
    EXPECT_NEAR(outcome.origin.funding.value(), .202 + .02, 1e-9) << row.what;
    EXPECT_NEAR(outcome.origin.winners_forgone.value(), row.winners_forgone, 1e-9) << row.what;
  }
  const Tried calm = two_markets({Money(10), {cross(0, 1, 100, 10)}, {}});
  const Outcome outcome = calm.outcome({{{Price(95), Price(10)}, {rates}}});
  EXPECT_EQ(outcome.origin.loss_at_mark, Money(0));
  EXPECT_EQ(outcome.origin.funding, Money(0));
}

TEST(Trial, AWinnerIsDeleveraged) {
  struct Case {
    const char* what;
    core::DeleveragingRule rule;
    double share;
    double cost, terminal_equity, pnl_at_mark;
  };
  // One BTC long from 100 at 121; at the end it is at 110.
  for (const Case& row : {
           // Closed at 110: 10 gained, 11 forgone.
           Case{"all of it", {core::DeleveragingRank::leveraged_return, {}}, 1, 11, 20, 21},
           Case{"at the mark",
                {core::DeleveragingRank::leveraged_return, core::DeleveragingPrice::mark},
                1,
                0,
                31,
                21},
           Case{"at the mark before",
                {core::DeleveragingRank::leveraged_return, core::DeleveragingPrice::mark_before},
                1,
                21,
                10,
                21},
           // A quarter gains 2.5 and forgoes 2.75; the rest falls by 11 with the mark.
           Case{"a share", {core::DeleveragingRank::none, {}}, .25, 2.75, 20, 21 - .75 * 11},
       }) {
    Tried tried = two_markets({Money(10), {cross(0, 1, 100, 10)}, {}});
    tried.venue.deleveraging = row.rule;
    tried.market.insurance_fund = InsuranceFund{Money(0), .01, Money(1), .1, 5};
    const FundLook look{{Price(100), Price(10)}, {row.share, 0}};
    const Outcome outcome =
        tried.outcome({{{Price(121), Price(10)}, {{}, &look}}, {{Price(110), Price(10)}, {}}});
    EXPECT_TRUE(outcome.deleveraged) << row.what;
    EXPECT_FALSE(outcome.liquidated()) << row.what;
    EXPECT_NEAR(outcome.ledger.deleveraging_cost.value(), row.cost, 1e-9) << row.what;
    EXPECT_NEAR(outcome.terminal_equity.value(), row.terminal_equity, 1e-9) << row.what;
    EXPECT_NEAR(outcome.pnl_at_mark.value(), row.pnl_at_mark, 1e-9) << row.what;
    EXPECT_EQ(outcome.ledger.fees, Money(0)) << row.what;
    EXPECT_NEAR(outcome.imbalance().value(), 0, 1e-9) << row.what;
  }
}

TEST(Trial, NobodyIsDeleveragedFarBackInTheLine) {
  // A short has lost, and the long's 21 % x 10 is before others' 21 % x 5, who are two thirds.
  Tried tried = two_markets({Money(50), {cross(0, 1, 100, 10), cross(0, -1, 100, 10)}, {}});
  tried.market.insurance_fund = InsuranceFund{Money(0), .01, Money(1), .1, 5};
  const FundLook far{{Price(100), Price(10)}, {.3, 0}};
  const FundLook near{{Price(100), Price(10)}, {.34, 0}};
  EXPECT_FALSE(tried.outcome({{{Price(121), Price(10)}, {{}, &far}}}).deleveraged);
  EXPECT_TRUE(tried.outcome({{{Price(121), Price(10)}, {{}, &near}}}).deleveraged);
}

TEST(Trial, ATraderStopsAfterALiquidation) {
  // BTC is lost with its margin at 80, where the fund pays 10 and its slippage of 0.8; then ETH is
  // sold at 9.9 for a fee of 0.0099. What happens to it later is nobody's.
  Tried tried = two_markets({Money(20), {isolated(0, 1, 100, 10), cross(1, 1, 10, 10)}, {}},
                            AfterLiquidation::stops);
  tried.market.liquidity.slippage = Rate(.01);
  const Outcome outcome =
      tried.outcome({{{Price(80), Price(10)}, {}}, {{Price(80), Price(50)}, {}}});
  EXPECT_EQ(outcome.liquidation_time, 60U);
  EXPECT_NEAR(outcome.terminal_equity.value(), 20 - .1 - .0099, 1e-9);
  EXPECT_NEAR(outcome.ledger.fees.value(), .0099, 1e-9);
  EXPECT_NEAR(outcome.ledger.slippage.value(), .8 + .1, 1e-9);
  EXPECT_NEAR(outcome.ledger.fund_paid.value(), 10.8, 1e-9);
  EXPECT_EQ(outcome.refills, 0U);
  EXPECT_NEAR(outcome.imbalance().value(), 0, 1e-9);
}

TEST(Trial, ATraderWhoStopsPaysDebtsWithCollateral) {
  // At 80 isolated BTC is lost, and 10 ETH are sold from 10 at 9 for 0.09: a debt of 5.09, for
  // which SOL goes at 19 instead of 20. What happens to the price of SOL is that of the rest.
  Tried tried =
      two_markets({Money(5), {isolated(0, 1, 100, 10), cross(1, 10, 10, 10)}, {}, {core::Size(1)}},
                  AfterLiquidation::stops);
  tried.venue.collateral = {{"SOL", {{1e9, Rate(.9)}}}};
  tried.venue.collateral_discount = Rate(.05);
  tried.market.assets.push_back({"SOL", Price(20)});
  tried.market.underlying.push_back(2);
  const Outcome outcome = tried.outcome(
      {{{Price(80), Price(9), Price(20)}, {}}, {{Price(80), Price(9), Price(1)}, {}}});
  EXPECT_NEAR(outcome.terminal_equity.value(), 1 - 5.09 / 19, 1e-9);
  EXPECT_NEAR(outcome.ledger.fees.value(), .09, 1e-9);
  EXPECT_NEAR(outcome.ledger.slippage.value(), 5.09 / 19, 1e-9);
  EXPECT_NEAR(outcome.ledger.fund_paid.value(), 10, 1e-9);
  EXPECT_NEAR(outcome.imbalance().value(), 0, 1e-9);
}

TEST(Trial, WhoStopsBeyondBankruptcyIsBankrupt) {
  // At 90.4 isolated BTC is closed and leaves 0.4 of its margin; ETH is met with 1.05 of cash, and
  // selling 100 of it costs 2: 0.55 are the fund's.
  Tried tried = two_markets({Money(1.05), {isolated(0, 1, 100, 10), cross(1, 10, 10, 10)}, {}},
                            AfterLiquidation::stops);
  tried.market.liquidity.impact = {0, .02 / 10};
  const Outcome outcome = tried.outcome({{{Price(90.4), Price(10)}, {}}});
  EXPECT_TRUE(outcome.liquidated());
  EXPECT_TRUE(outcome.bankrupt);
  EXPECT_NEAR(outcome.ledger.fund_paid.value(), .55, 1e-9);
  EXPECT_NEAR(outcome.terminal_equity.value(), 0, 1e-9);
  EXPECT_NEAR(outcome.imbalance().value(), 0, 1e-9);
}

TEST(Trial, ATraderRefillsAfterALiquidation) {
  // All is lost at 80, and 0.8 of slippage with it. 20 come in, and 100 of BTC are bought at 80.8:
  // 1.25, which lose 1 against the mark and cost a fee of 0.101. At 88 they are 9 ahead.
  Tried tried = two_markets({Money(20), {cross(0, 1, 100, 10)}, {}}, AfterLiquidation::refills);
  tried.market.liquidity.slippage = Rate(.01);
  const std::pair<std::vector<Price>, Stamp> first{{Price(80), Price(10)}, {}};
  const Outcome outcome = tried.outcome({first, {{Price(88), Price(10)}, {}}});
  EXPECT_EQ(outcome.refills, 1U);
  EXPECT_TRUE(outcome.bankrupt);
  EXPECT_NEAR(outcome.ledger.deposits.value(), 20, 1e-9);
  EXPECT_NEAR(outcome.ledger.fees.value(), .101, 1e-9);
  EXPECT_NEAR(outcome.ledger.slippage.value(), .8 + 1, 1e-9);
  EXPECT_NEAR(outcome.ledger.fund_paid.value(), .8, 1e-9);
  EXPECT_NEAR(outcome.terminal_equity.value(), 20 - .101 + 9, 1e-9);
  EXPECT_NEAR(outcome.pnl_at_mark.value(), -20 + 10, 1e-9);
  EXPECT_NEAR(outcome.imbalance().value(), 0, 1e-9);

  // The new position is lost at 60: 20 come in a second time.
  const Outcome twice =
      tried.outcome({first, {{Price(60), Price(10)}, {}}, {{Price(60), Price(10)}, {}}});
  EXPECT_EQ(twice.refills, 2U);
  EXPECT_NEAR(twice.ledger.deposits.value(), 40, 1e-9);
  EXPECT_NEAR(twice.imbalance().value(), 0, 1e-9);
}

TEST(Trial, ARefillOpensOnlyWhatDied) {
  // Isolated BTC is lost at 90; of 30 at the start 20 are left, of which ETH needs 1.
  Tried tried = two_markets({Money(20), {isolated(0, 1, 100, 10), cross(1, 1, 10, 10)}, {}},
                            AfterLiquidation::refills);
  const Outcome outcome =
      tried.outcome({{{Price(90), Price(10)}, {}}, {{Price(99), Price(10)}, {}}});
  EXPECT_EQ(outcome.refills, 1U);
  EXPECT_NEAR(outcome.ledger.deposits.value(), 10, 1e-9);
  // 100 / 90 of BTC for a fee of 0.1, 10 ahead at the end
  EXPECT_NEAR(outcome.terminal_equity.value(), 30 - .1 + 10, 1e-9);
  EXPECT_NEAR(outcome.imbalance().value(), 0, 1e-9);
}

/// One inverse contract; 10,000 are held long from 50,000, on 0.1 BTC.
Tried in_coins(AfterLiquidation after) {
  Tried tried{
      test::flat_venue(),
      {{{"BTC", Price(50e3)}, {"1/BTC", Price(1 / 50e3), paths::DerivedPrice{0, true, false}}},
       {1},
       {{}},
       {}},
      {{Money(.1), {cross(0, -10e3, 1 / 50e3, 10)}, {}}, {after}}};
  tried.venue.contracts[0].inverse = true;
  tried.trader.account.coin = 0;
  return tried;
}

TEST(Trial, AnAccountInCoinsIsWorthQuoteCurrency) {
  // 1 % of 10,000 is 0.0025 BTC at 40,000 and 0.001667 at 60,000: 100 each time.
  const std::vector rates{Rate(.01)};
  const Outcome outcome = in_coins(AfterLiquidation::continues)
                              .outcome({{{Price(1 / 40e3)}, {rates}},
                                        {{Price(1 / 60e3)}, {rates}},
                                        {{Price(1 / 50e3)}, {}}});
  EXPECT_NEAR(outcome.start_equity.value(), 5'000, 1e-9);
  EXPECT_NEAR(outcome.ledger.funding.value(), 200, 1e-9);
  EXPECT_NEAR(outcome.terminal_equity.value(), 50e3 * (.1 - .0025 - .005 / 3), 1e-9);
  EXPECT_FALSE(outcome.liquidated());
  // At 40,000 there are 0.05 BTC left, and 100 are paid: 1,900 of 5,000.
  EXPECT_NEAR(outcome.extremes->max_drawdown, 1 - 1'900 / 5e3, 1e-9);
  EXPECT_NEAR(outcome.imbalance().value(), 0, 1e-9);
}

TEST(Trial, AnAccountInCoinsRefillsWhatItIsWorth) {
  // At 32,000 it has lost 0.3125 - 0.2 = 0.1125 of its 0.1 BTC. 5,000 are 0.15625 BTC then, and
  // 10,000 are bought again; at 40,000 they are 2,500 ahead.
  const Outcome outcome = in_coins(AfterLiquidation::refills)
                              .outcome({{{Price(1 / 32e3)}, {}}, {{Price(1 / 40e3)}, {}}});
  EXPECT_EQ(outcome.refills, 1U);
  EXPECT_NEAR(outcome.ledger.fund_paid.value(), .0125 * 32e3, 1e-9);
  EXPECT_NEAR(outcome.ledger.deposits.value(), 5'000, 1e-9);
  EXPECT_NEAR(outcome.terminal_equity.value(), .15625 * 40e3 + 2'500, 1e-9);
  EXPECT_NEAR(outcome.imbalance().value(), 0, 1e-9);
}

TEST(Trial, LogTellsWhatHappenedInOrder) {
  const core::Venue venue = test::two_markets();
  const Market market{{{"BTC", Price(100)}, {"ETH", Price(10)}}, {0, 1}, {{}, {}}, {}};
  const std::vector rates{Rate(.001), Rate(.001)};
  const Terms terms{&venue, &market, {Price(100), Price(10)}, 0.05};
  const Trader trader{{Money(10), {isolated(0, 1, 100, 5), isolated(1, 1, 10, 2)}, {}}};
  Trial trial(terms, trader);
  EventLog log;
  trial.begin(0, true, &log);
  trial.visit(60, {rates}, std::vector{Price(99), Price(10)});
  trial.visit(120, {}, std::vector{Price(80), Price(10)});
  trial.visit(180, {rates}, std::vector{Price(80), Price(10)});
  const Outcome outcome = trial.finish();
  std::vector<EventKind> kinds;
  for (const Event& event : log) kinds.push_back(event.kind);
  EXPECT_EQ(kinds, (std::vector{EventKind::start, EventKind::funding, EventKind::liquidation,
                                EventKind::funding}));
  EXPECT_NEAR(log[1].funding.value(), .109, 1e-12);
  EXPECT_NEAR(log[3].funding.value(), .01, 1e-12);
  EXPECT_NEAR(log[2].liquidation->shortfall.value(), 15, 1e-12);
  EXPECT_EQ(outcome.liquidated_first, 0U);
  EXPECT_NEAR(outcome.ledger.funding.value(), .119, 1e-12);
}

}  // namespace
}  // namespace marginwalk::replay::trial_test
