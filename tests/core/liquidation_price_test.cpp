#include "core/liquidation_price.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/liquidation.hpp"
#include "tests/support/positions.hpp"
#include "tests/support/venues.hpp"

namespace marginwalk::core::liquidation_price_test {
namespace {

using test::cross;
using test::isolated;

/// A venue whose contracts have one bracket each.
Venue brackets(const std::vector<std::pair<double, double>>& rates_and_amounts) {
  Venue venue{"brackets", true, {}};
  for (const auto& [rate, amount] : rates_and_amounts) {
    const Tier tier{1e12, Rate(rate), Money(amount), 125};
    venue.contracts.push_back({"X", "X", TierSchedule({tier}), Rate(0), Rate(0)});
  }
  return venue;
}

TEST(LiquidationPrice, SinglePositions) {
  struct Row {
    const char* what;
    Venue venue;
    double wallet;
    Position position;
    double liquidation, bankruptcy;
  };
  const Venue flat = test::flat_venue(.005);
  for (const Row& row : {
           // $15,000 account, $5,000 behind a long at 10x: -9.548 % isolated, -29.648 % cross.
           Row{"isolated long", flat, 10'000, isolated(0, 500, 100, 5'000), 90 / .995, 90},
           Row{"cross long", flat, 15'000, cross(0, 500, 100, 10), 70 / .995, 70},
           Row{"isolated short", flat, 10'000, isolated(0, -500, 100, 5'000), 110 / 1.005, 110},
           Row{"cross short", flat, 15'000, cross(0, -500, 100, 10), 130 / 1.005, 130},
           // Mark-based equity with a mark-based entry, not one with the other: 2,295.92.
           Row{"1.5 at 2,500 on 375", brackets({{.02, 0}}), 0, isolated(0, 1.5, 2500, 375),
               2295.918367, 2250},
           // The maintenance amount is subtracted from the requirement: it lowers a long's price.
           Row{"amount, long", brackets({{.01, 50}}), 1'000, cross(0, 100, 100, 20),
               (1000.0 + 50 - 10'000) / (1 - 100), 90},
           Row{"amount, short", brackets({{.01, 50}}), 1'000, cross(0, -100, 100, 20),
               (1000.0 + 50 + 10'000) / (1 + 100), 110},
       }) {
    const Account account{Money(row.wallet), {row.position}, {}};
    const std::vector marks{Price(100)};
    ASSERT_TRUE(liquidation_price(row.venue, account, 0, marks)) << row.what;
    EXPECT_NEAR(liquidation_price(row.venue, account, 0, marks)->value(), row.liquidation, 1e-6)
        << row.what;
    EXPECT_NEAR(bankruptcy_price(test::two_markets(), account, 0, marks)->value(), row.bankruptcy,
                1e-9)
        << row.what;
  }
}

TEST(LiquidationPrice, TwoCrossLongsOfTheBinanceExample) {
  // Worked example of Binance's page on liquidation prices (b3c689c1f50a44cabb3a84e663b81d93).
  const Venue venue = brackets({{.025, 16'300}, {.1, 135'365}});
  const Account account{
      Money(1'535'443.01), {cross(0, 109.488, 32481.98, 20), cross(1, 3683.979, 1456.84, 10)}, {}};
  const std::vector marks{Price(31967.27), Price(1335.18)};
  EXPECT_NEAR(liquidation_price(venue, account, 0, marks)->value(), 26316.89, 0.005);
  EXPECT_NEAR(liquidation_price(venue, account, 1, marks)->value(), 1153.26, 0.005);
}

TEST(LiquidationPrice, CountsTheMaintenanceOfOtherPositions) {
  // Equity 5, one long at 100 with 0.4 %, other positions requiring 4: 99 / 0.996 = 99.40.
  const Venue venue = brackets({{.004, 0}, {.04, 0}});
  const Account account{Money(5), {cross(0, 1, 100, 50), cross(1, 1, 100, 50)}, {}};
  const auto price = liquidation_price(venue, account, 0, std::vector{Price(100), Price(100)});
  EXPECT_NEAR(price->value(), 99 / .996, 1e-9);
}

TEST(LiquidationPrice, NoneWhereNoPriceLiquidates) {
  const Venue venue = test::flat_venue(.005);
  const std::vector marks{Price(100)};
  const Account unlevered{Money(1'000), {cross(0, 5, 100, 1)}, {}};
  EXPECT_FALSE(liquidation_price(venue, unlevered, 0, marks));
  EXPECT_FALSE(bankruptcy_price(venue, unlevered, 0, marks));
  // A long and an equal short: only the requirement moves, upwards with the price.
  const Account hedged{Money(50), {cross(0, 5, 100, 10), cross(0, -5, 100, 10)}, {}};
  EXPECT_NEAR(liquidation_price(venue, hedged, 0, marks)->value(), 50 / .05, 1e-9);
  EXPECT_FALSE(bankruptcy_price(venue, hedged, 0, marks));
  // Where all of the notional is required, equity and requirement of a long rise together.
  const Account whole{Money(50), {cross(0, 1, 100, 1)}, {}};
  EXPECT_FALSE(liquidation_price(test::flat_venue(1), whole, 0, marks));
}

TEST(LiquidationPrice, IsFoundOnTheEdgeOfABracket) {
  // With the wallet at which an account is liquidated just where its bracket ends, rounding may
  // put the price above the bracket below and below the bracket above.
  const Venue venue{
      "binance", true, {{"BTC-PERP", "BTC", TierSchedule(test::binance_btc_tiers()), {}, {}}}};
  const TierSchedule& schedule = venue.contracts[0].tiers;
  const Money edge(schedule.tiers()[1].up_to);
  for (int price = 30'000; price < 32'000; ++price) {
    const double size = (edge / Price(price)).value();
    const double entry = price * 1.1;
    const Money wallet = schedule.maintenance(edge) + Money(size * (entry - price));
    const Account account{wallet, {cross(0, size, entry, 10)}, {}};
    const auto found = liquidation_price(venue, account, 0, std::vector{Price(entry)});
    ASSERT_TRUE(found) << price;
    EXPECT_NEAR(found->value(), price, 1e-6);
  }
}

RC_GTEST_PROP(LiquidationPriceProperty, EquityEqualsTheRequirementThere, ()) {
  const Venue venue{
      "binance", true, {{"BTC-PERP", "BTC", TierSchedule(test::binance_btc_tiers()), {}, {}}}};
  const double notional = std::exp(*rc::gen::inRange(700, 1900) / 100.0);
  const double leverage = *rc::gen::inRange(110, 2000) / 100.0;
  const double side = *rc::gen::element(-1.0, 1.0);
  const bool is_cross = *rc::gen::arbitrary<bool>();
  const double size = side * notional / 60'000;
  const Position position =
      is_cross ? cross(0, size, 60'000, leverage) : isolated(0, size, 60'000, notional / leverage);
  const Account account{Money(is_cross ? notional / leverage : 0), {position}, {}};
  const auto price = liquidation_price(venue, account, 0, std::vector{Price(60'000)});
  if (!price) RC_DISCARD("never liquidated");
  const MarginState state = margin_state(venue, account, scope_of(account, 0), std::vector{*price});
  RC_ASSERT(std::abs((state.equity - state.maintenance).value()) <= 1e-9 * notional);
  // Beyond it the venue liquidates, before it it does not.
  const Price beyond = *price * (1 - side * 1e-6);
  const Price before = *price * (1 + side * 1e-6);
  RC_ASSERT(assess(venue, account, std::vector{beyond}).breach.has_value());
  RC_ASSERT(!assess(venue, account, std::vector{before}).breach.has_value());
}

}  // namespace
}  // namespace marginwalk::core::liquidation_price_test
