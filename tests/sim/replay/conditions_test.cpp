#include <gtest/gtest.h>

#include "sim/replay/trial.hpp"
#include "tests/support/venues.hpp"

namespace marginwalk::replay::conditions_test {
namespace {

using core::MarginMode;
using core::Money;
using core::Price;
using core::Rate;
using core::Size;

constexpr std::uint32_t never = Outcome::never;

/// A visit: marks of BTC and ETH, and what holds from then on where that changes.
struct Visit {
  double btc = 100, eth = 10;
  std::optional<Conditions> change{};
};

Conditions raised(double maintenance) {
  Conditions conditions;
  conditions.maintenance = maintenance;
  return conditions;
}

Conditions with_liquidity(double left) {
  Conditions conditions;
  conditions.liquidity = left;
  return conditions;
}

Conditions outage() {
  Conditions conditions;
  conditions.outage = true;
  return conditions;
}

Conditions settled_btc() {
  Conditions conditions;
  conditions.settled = {true, false};
  return conditions;
}

/// One BTC long from 100 at 10x under cross, by the venue's flat 0.5 %, with slippage of 1 %.
Outcome outcome(double wallet, const std::vector<Visit>& visits,
                AfterLiquidation after = AfterLiquidation::continues) {
  const core::Venue venue = test::two_markets();
  const Market market{{{"BTC", Price(100)}, {"ETH", Price(10)}}, {0, 1}, {{}, {}}, {Rate(.01)}};
  paths::Shock shock;
  shock.parts.resize(1);
  shock.parts[0].maintenance = 20;
  const Terms terms = make_terms(venue, market, {shock}, .05, 0);
  const Trader trader{{Money(wallet), {{0, Size(1), Price(100), MarginMode::cross, 10, {}}}, {}},
                      {after}};
  Trial trial(terms, trader);
  trial.begin(0);
  std::uint32_t seconds = 0;
  for (const Visit& each : visits) {
    Stamp stamp;
    if (each.change) stamp.change = &*each.change;
    trial.visit(seconds += 60, stamp, std::vector{Price(each.btc), Price(each.eth)});
  }
  const Outcome result = trial.finish();
  EXPECT_NEAR(result.imbalance().value(), 0, 1e-9);
  return result;
}

TEST(Conditions, RaisedMaintenanceLiquidatesAsItComesAndLeavesAsItGoes) {
  const double kept = outcome(10, {{97}, {97}}).terminal_equity.value();
  EXPECT_EQ(outcome(10, {{97}, {97}}).liquidation_time, never);
  EXPECT_EQ(kept, 7);
  // A rate of 10 % asks for more than 7 at 97; the check of the same stop is the first that fails.
  EXPECT_EQ(outcome(10, {{97}, {97, 10, raised(20)}, {97}}).liquidation_time, 120U);
  EXPECT_EQ(outcome(10, {{101, 10, raised(20)}, {101, 10, Conditions{}}, {97}}).liquidation_time,
            never);
}

TEST(Conditions, LiquidityThatIsLeftDividesSlippage) {
  const auto slippage = [](const std::vector<Visit>& visits) {
    return outcome(10, visits).ledger.slippage.value();
  };
  EXPECT_NEAR(slippage({{90.4}}), .904, 1e-9);
  EXPECT_NEAR(slippage({{100, 10, with_liquidity(.25)}, {90.4}}), 4 * .904, 1e-9);
  EXPECT_NEAR(slippage({{100, 10, with_liquidity(.25)}, {100, 10, Conditions{}}, {90.4}}), .904,
              1e-9);
}

TEST(Conditions, AnOutageMakesTheTraderWait) {
  const auto refills = [](const std::vector<Visit>& visits) {
    return outcome(10, visits, AfterLiquidation::refills).refills;
  };
  EXPECT_EQ(refills({{90.4}, {90.4}}), 1U);
  EXPECT_EQ(refills({{100, 10, outage()}, {90.4}, {90.4}}), 0U);
  EXPECT_EQ(refills({{100, 10, outage()}, {90.4}, {90.4, 10, Conditions{}}}), 1U);
}

TEST(Conditions, SettlementClosesAtTheMarkAndIsNoLiquidation) {
  const Outcome settled = outcome(10, {{103, 10, settled_btc()}, {50}});
  EXPECT_EQ(settled.liquidation_time, never);
  EXPECT_NEAR(settled.terminal_equity.value(), 13, 1e-12);
  EXPECT_EQ(settled.ledger.slippage, Money(0));
  EXPECT_EQ(settled.ledger.fees, Money(0));
  // What was liquidated before is not opened again.
  const Outcome refilled =
      outcome(10, {{90.4, 10, outage()}, {90.4, 10, settled_btc()}}, AfterLiquidation::refills);
  EXPECT_NEAR(refilled.terminal_equity.value(), 10, 1e-9);
}

TEST(Conditions, AreOfTheWindowsThatHoldAMoment) {
  paths::Shock shock;
  shock.parts.resize(3);
  shock.parts[0].after = 600;
  shock.parts[0].over = 600;
  shock.parts[0].liquidity = .1;
  shock.parts[0].funding = -.001;
  shock.parts[1].over = 900;
  shock.parts[1].liquidity = .5;
  shock.parts[1].funding = -.002;
  shock.parts[1].maintenance = 3;
  shock.parts[2].after = 1200;
  shock.parts[2].over = 300;
  shock.parts[2].settles = {false, true};
  const auto at = [&](std::uint32_t seconds) { return conditions_at({shock}, {3600}, seconds); };
  EXPECT_EQ(at(3599), Conditions());
  EXPECT_EQ(at(3600).maintenance, 3);
  EXPECT_EQ(at(4200).liquidity, .1);
  EXPECT_EQ(at(4200).funding, -.003);
  EXPECT_EQ(at(4500).maintenance, 1);
  EXPECT_FALSE(at(4799).is_settled(1));
  EXPECT_TRUE(at(9000).is_settled(1));
  EXPECT_EQ(conditions_at({shock}, {paths::never}, 9000), Conditions());
}

}  // namespace
}  // namespace marginwalk::replay::conditions_test
