#include "core/inverse.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/funding.hpp"
#include "core/liquidation_price.hpp"
#include "core/requirement.hpp"
#include "tests/support/venues.hpp"

namespace marginwalk::core::inverse_test {
namespace {

constexpr double lowest = .005;

/// BTC-PERP in coins: 0.5 % up to 10 coins, 1 % up to 20, then 2.5 %.
Venue coin_venue() {
  Venue venue{"coin", true, {}};
  venue.contracts.push_back({"BTC-PERP", "BTC",
                             TierSchedule({{10, Rate(lowest), Money(0), 100},
                                           {20, Rate(.01), Money(.05), 50},
                                           {1'000, Rate(.025), Money(.35), 20}}),
                             Rate(.0005), Rate(.0125)});
  venue.contracts[0].inverse = true;
  venue.contracts[0].contract_size = Size(100);
  return venue;
}

Position position(bool is_long, double face, double entry, double margin = 0,
                  double leverage = 10) {
  return {0,
          signed_size(coin_venue().contracts[0], is_long, Size(face)),
          Price(1 / entry),
          margin > 0 ? MarginMode::isolated : MarginMode::cross,
          leverage,
          Money(margin)};
}

Account account_of(double coins, std::vector<Position> positions) {
  Account account{Money(coins), std::move(positions), {}};
  account.coin = 0;
  return account;
}

TEST(Inverse, ProfitAndRequirementAreCoins) {
  struct Row {
    bool is_long;
    double face, entry, price, pnl, maintenance;
  };
  for (const Row& row : {
           // U (1/E - 1/P) and U m/P - c
           Row{true, 60e3, 60e3, 75e3, 1 - .8, .8 * .005},
           Row{true, 60e3, 60e3, 48e3, 1 - 1.25, 1.25 * .005},
           Row{false, 60e3, 60e3, 75e3, .8 - 1, .8 * .005},
           Row{false, 60e3, 60e3, 48e3, 1.25 - 1, 1.25 * .005},
           Row{true, 900e3, 60e3, 60e3, 0, 15 * .01 - .05},
           Row{false, 900e3, 60e3, 36e3, 25 - 15, 25 * .025 - .35},
       }) {
    const Contract contract = coin_venue().contracts[0];
    const Position held = position(row.is_long, row.face, row.entry);
    const Price mark(1 / row.price);
    EXPECT_EQ(is_long(contract, held), row.is_long);
    EXPECT_NEAR(held.unrealised_pnl(mark).value(), row.pnl, 1e-12) << row.price;
    EXPECT_NEAR(maintenance(contract, held, mark).value(), row.maintenance, 1e-12) << row.price;
    EXPECT_DOUBLE_EQ(quote_notional(contract, held.size, mark).value(), row.face);
    EXPECT_DOUBLE_EQ(quoted(contract, mark).value(), row.price);
  }
}

TEST(Inverse, LiquidationPrices) {
  struct Row {
    const char* what;
    bool is_long;
    double face, entry, coins, rate, amount;
  };
  // With s = 1 for a long and -1 for a short, price = U (m + s) / (W + c + s U / E).
  for (const Row& row : {
           Row{"long", true, 60e3, 60e3, .1, .005, 0},    // 60,300 / 1.1
           Row{"short", false, 60e3, 60e3, .1, .005, 0},  // 59,700 / 0.9
           Row{"second bracket", true, 900e3, 60e3, 1.5, .01, .05},
           Row{"short there", false, 900e3, 60e3, 1.5, .01, .05},
       }) {
    const double side = row.is_long ? 1 : -1;
    const double expected =
        row.face * (row.rate + side) / (row.coins + row.amount + side * row.face / row.entry);
    const Venue venue = coin_venue();
    const std::vector marks{Price(1 / row.entry)};
    for (const bool is_cross : {true, false}) {
      const Account account =
          is_cross ? account_of(row.coins, {position(row.is_long, row.face, row.entry)})
                   : account_of(7, {position(row.is_long, row.face, row.entry, row.coins)});
      const auto price = liquidation_price(venue, account, 0, marks);
      ASSERT_TRUE(price) << row.what;
      EXPECT_NEAR(quoted(venue.contracts[0], *price).value(), expected, 1e-6) << row.what;
    }
  }
}

TEST(Inverse, BankruptcyPrices) {
  const Venue venue = coin_venue();
  const std::vector marks{Price(1.0 / 60e3)};
  for (const double leverage : {2.0, 10.0, 50.0}) {
    const double margin = 1 / leverage;  // of one coin
    const auto price = [&](bool is_long) {
      const Account account = account_of(0, {position(is_long, 60e3, 60e3, margin, leverage)});
      return quoted(venue.contracts[0], *bankruptcy_price(venue, account, 0, marks)).value();
    };
    EXPECT_NEAR(price(true), 60e3 * leverage / (leverage + 1), 1e-6);
    EXPECT_NEAR(price(false), 60e3 * leverage / (leverage - 1), 1e-6);
  }
  // A short of what it posts holds a fixed amount of quote currency: no price ruins it.
  const Account hedged = account_of(0, {position(false, 60e3, 60e3, 1, 1)});
  EXPECT_FALSE(bankruptcy_price(venue, hedged, 0, marks));
  EXPECT_FALSE(liquidation_price(venue, hedged, 0, marks));
}

TEST(Inverse, EntriesAverageHarmonically) {
  // 60,000 bought at 50,000 and 30,000 at 100,000: 90,000 at 90,000 / (1.2 + 0.3) = 60,000.
  for (const double price : {40e3, 60e3, 90e3}) {
    const Price mark(1 / price);
    EXPECT_NEAR((position(true, 60e3, 50e3).unrealised_pnl(mark) +
                 position(true, 30e3, 100e3).unrealised_pnl(mark))
                    .value(),
                position(true, 90e3, 60e3).unrealised_pnl(mark).value(), 1e-12);
  }
}

TEST(Inverse, LongsPayAPositiveRateInCoins) {
  // 60,000 at 50,000 are 1.2 coins.
  const Contract contract = coin_venue().contracts[0];
  const Price charge = funding_charge(contract, Price(1.0 / 50e3), Rate(.0001));
  EXPECT_NEAR(funding_payment(position(true, 60e3, 60e3), charge).value(), .00012, 1e-15);
  EXPECT_NEAR(funding_payment(position(false, 60e3, 60e3), charge).value(), -.00012, 1e-15);
  const Venue venue = coin_venue();
  Account account = account_of(1, {position(true, 60e3, 60e3)});
  const std::vector marks{Price(1.0 / 50e3)};
  settle_funding(venue, account, marks, test::funding_charges(venue, marks, Rate(.0001)));
  EXPECT_NEAR(account.wallet.value(), 1 - .00012, 1e-15);
}

TEST(Inverse, FillsAreWorseInTheQuotedPrice) {
  const Contract inverse = coin_venue().contracts[0];
  const Contract linear = test::flat_contract("BTC", .005, 100);
  for (const Contract& contract : {inverse, linear}) {
    const Price mark = quoted(contract, Price(50e3));
    const auto fill = [&](double share, bool buys) {
      return quoted(contract, worse_by(contract, mark, Rate(share), buys)).value();
    };
    EXPECT_NEAR(fill(.01, true), 50'500, 1e-6) << contract.inverse;
    EXPECT_NEAR(fill(.01, false), 49'500, 1e-6) << contract.inverse;
    EXPECT_NEAR(fill(0, true), 50e3, 1e-6) << contract.inverse;
    EXPECT_NEAR(fill(1, true), 100e3, 1e-6) << contract.inverse;
  }
  // For nothing, a linear position is sold; in coins that would be a loss without end.
  EXPECT_EQ(worse_by(linear, Price(50e3), Rate(1), false), Price(0));
  EXPECT_NEAR(quoted(inverse, worse_by(inverse, Price(1.0 / 50e3), Rate(1), false)).value(), 500,
              1e-6);
}

TEST(Inverse, WorthIsInQuoteCurrency) {
  const Venue venue = coin_venue();
  const Account account = account_of(.5, {position(true, 60e3, 60e3)});
  // 0.5 + 0.2 coins at 75,000; 0.5 - 0.25 at 48,000
  EXPECT_NEAR(worth(venue, account, std::vector{Price(1.0 / 75e3)}).value(), 52'500, 1e-6);
  EXPECT_NEAR(worth(venue, account, std::vector{Price(1.0 / 48e3)}).value(), 12'000, 1e-6);
  EXPECT_NEAR(account.money_price(std::vector{Price(1.0 / 48e3)}), 48e3, 1e-6);
}

double between(double low, double high) {
  return low + (high - low) * *rc::gen::inRange(0, 1'000'001) / 1e6;
}

RC_GTEST_PROP(InverseProperty, ProfitIsThatOfALinearPosition, ()) {
  const double entry = between(1e-3, 1e5);
  const double face = between(1, 1e6);
  const double move = between(-.01, .01);
  const double price = entry * (1 + move);
  const bool is_long = *rc::gen::arbitrary<bool>();
  const double coins = position(is_long, face, entry).unrealised_pnl(Price(1 / price)).value();
  const double linear = (is_long ? 1 : -1) * (face / entry) * (price - entry);
  RC_ASSERT(std::abs(coins * price - linear) <= 1e-11 * face);  // at the price now, exactly
  RC_ASSERT(std::abs(coins * entry - linear) <= 1.02 * face * move * move + 1e-11 * face);
}

RC_GTEST_PROP(InverseProperty, EquityAtTheLiquidationPriceIsTheRequirement, ()) {
  const Venue venue = coin_venue();
  const double price = between(1e3, 1e5);
  Account account = account_of(0, {});
  double coins = 0;
  for (int i = *rc::gen::inRange(1, 3); i > 0; --i) {
    const double face = price * between(.1, 100);
    const double entry = price * between(.9, 1.1);
    const double posted = *rc::gen::arbitrary<bool>() ? face / entry * between(.02, .9) : 0;
    account.positions.push_back(position(i == 1, face, entry, posted));
    coins += face / entry;
  }
  account.wallet = Money(coins * between(0, .9));
  const std::vector marks{Price(1 / price)};
  const auto found = liquidation_price(venue, account, 0, marks);
  if (!found) RC_DISCARD("never liquidated");
  const MarginState state = margin_state(venue, account, scope_of(account, 0), std::vector{*found});
  Money turnover;
  for (const Position& each : account.positions) {
    turnover += each.notional(*found) + each.notional(marks[0]);
  }
  RC_ASSERT(abs(state.equity - state.maintenance) <= 1e-9 * turnover);
}

}  // namespace
}  // namespace marginwalk::core::inverse_test
