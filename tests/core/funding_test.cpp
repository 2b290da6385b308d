#include "core/funding.hpp"

#include <gtest/gtest.h>

#include "tests/support/positions.hpp"
#include "tests/support/venues.hpp"

namespace marginwalk::core::funding_test {
namespace {

using test::cross;
using test::isolated;

TEST(Funding, LongsPayAPositiveRateAndShortsReceiveIt) {
  const Price mark(1000);
  EXPECT_DOUBLE_EQ(funding_payment(cross(0, 2, 900, 10), mark * Rate(.0001)).value(), 0.2);
  EXPECT_DOUBLE_EQ(funding_payment(cross(0, -2, 900, 10), mark * Rate(.0001)).value(), -0.2);
  EXPECT_DOUBLE_EQ(funding_payment(cross(0, 2, 900, 10), mark * Rate(-.0001)).value(), -0.2);
  EXPECT_DOUBLE_EQ(funding_payment(cross(0, 0, 0, 10), mark * Rate(.0001)).value(), 0);
}

TEST(Funding, ComesFromTheWalletThenFromTheIsolatedMargin) {
  struct Row {
    const char* what;
    double wallet;
    Position position;
    double rate;
    double wallet_after, margin_after;
  };
  // One BTC at 100: a rate of 1 % is 1.
  for (const Row& row : {
           Row{"cross pays from the wallet", 5, cross(0, 1, 100, 10), .01, 4, 0},
           Row{"cross may overdraw", 0.5, cross(0, 1, 100, 10), .01, -0.5, 0},
           Row{"cross short receives", 5, cross(0, -1, 100, 10), .01, 6, 0},
           Row{"isolated: wallet first", 5, isolated(0, 1, 100, 10), .01, 4, 10},
           Row{"isolated: then margin", 0.25, isolated(0, 1, 100, 10), .01, 0, 9.25},
           Row{"isolated: margin alone", 0, isolated(0, 1, 100, 10), .01, 0, 9},
           Row{"isolated: receipts go to the wallet", 0, isolated(0, -1, 100, 10), .01, 1, 10},
       }) {
    const Venue venue = test::two_markets();
    Account account{Money(row.wallet), {row.position}, {}};
    const std::vector marks{Price(100), Price(10)};
    settle_funding(venue, account, marks, test::funding_charges(venue, marks, Rate(row.rate)));
    EXPECT_DOUBLE_EQ(account.wallet.value(), row.wallet_after) << row.what;
    EXPECT_DOUBLE_EQ(account.positions[0].margin.value(), row.margin_after) << row.what;
    EXPECT_DOUBLE_EQ(account.ledger.funding.value(), row.position.size.value() * 100 * row.rate)
        << row.what;
  }
}

TEST(Funding, IsolatedNeverTakesWhatCrossPositionsNeed) {
  // The cross position receives 5 and then needs 50 of the wallet's 50.4 as initial margin, so the
  // isolated one, which pays 1, finds 0.4 free and takes 0.6 from its margin.
  const Venue venue = test::two_markets();
  Account account{Money(45.4), {cross(1, -50, 10, 10), isolated(0, 1, 100, 10)}, {}};
  const std::vector marks{Price(100), Price(10)};
  settle_funding(venue, account, marks, test::funding_charges(venue, marks, Rate(.01)));
  EXPECT_DOUBLE_EQ(account.wallet.value(), 50);
  EXPECT_DOUBLE_EQ(account.positions[1].margin.value(), 9.4);
}

TEST(Funding, AChargeMayEndAtTheRequirement) {
  struct Row {
    const char* what;
    double wallet;
    Position position;
    double rate;
    double wallet_after, margin_after, paid;
    bool limited;
  };
  // One BTC at 100: a rate of 1 % is 1, and 0.5 is required.
  for (const Row& row : {
           Row{"there is enough", 5, cross(0, 1, 100, 10), .01, 4, 0, 1, false},
           Row{"cross", 1.2, cross(0, 1, 100, 10), .01, .5, 0, .7, true},
           Row{"a short", 1.2, cross(0, -1, 100, 10), -.01, .5, 0, .7, true},
           Row{"below it already", .3, cross(0, 1, 100, 10), .01, .3, 0, 0, true},
           Row{"receipts have no end", .3, cross(0, -1, 100, 10), .01, 1.3, 0, -1, false},
           Row{"isolated: margin", 0, isolated(0, 1, 100, 1.2), .01, 0, .5, .7, true},
           Row{"the wallet pays first", .25, isolated(0, 1, 100, 1.2), .01, 0, .5, .95, true},
           Row{"all of it if it can", 1, isolated(0, 1, 100, .6), .01, 0, .6, 1, false},
       }) {
    Venue venue = test::two_markets();
    venue.funding_keeps_maintenance = true;
    Account account{Money(row.wallet), {row.position}, {}};
    const std::vector marks{Price(100), Price(10)};
    const auto charges = test::funding_charges(venue, marks, Rate(row.rate));
    EXPECT_EQ(settle_funding(venue, account, marks, charges), row.limited) << row.what;
    EXPECT_NEAR(account.wallet.value(), row.wallet_after, 1e-8) << row.what;
    EXPECT_NEAR(account.positions[0].margin.value(), row.margin_after, 1e-8) << row.what;
    EXPECT_NEAR(account.ledger.funding.value(), row.paid, 1e-8) << row.what;
    if (row.paid <= 0) continue;
    const MarginState state = margin_state(venue, account, scope_of(account, 0), marks);
    EXPECT_FALSE(state.liquidatable(true)) << row.what;
  }
}

TEST(Funding, WhatAScopePaysInAllEndsAtTheRequirement) {
  // BTC pays 1, ETH receives 0.6; together they require 0.5 + 1.
  Venue venue = test::two_markets();
  venue.funding_keeps_maintenance = true;
  const std::vector marks{Price(100), Price(10)};
  const std::vector charges{Price(1), Price(-.06)};
  const auto left = [&](double wallet, std::vector<Position> positions, bool limited) {
    Account account{Money(wallet), std::move(positions), {}};
    EXPECT_EQ(settle_funding(venue, account, marks, charges), limited) << wallet;
    EXPECT_NEAR((account.wallet + account.ledger.funding).value(), wallet, 1e-9);
    return account.wallet.value();
  };
  const Position btc = cross(0, 1, 100, 200);
  const Position eth = cross(1, 10, 10, 100);
  for (const std::vector<Position>& both : {std::vector{btc, eth}, std::vector{eth, btc}}) {
    EXPECT_NEAR(left(2, both, false), 1.6, 1e-8);
    EXPECT_NEAR(left(1.7, both, true), 1.5, 1e-8);
  }
}

TEST(Funding, WhatIsolatedPositionsDrawIsNotLeftForCrossOnesToPay) {
  // Isolated ETH pays 0.4 from the wallet; cross BTC has 1.2 before, is to pay 1, and needs 0.5. In
  // whatever order, no requirement is breached.
  Venue venue = test::two_markets();
  venue.funding_keeps_maintenance = true;
  const std::vector marks{Price(100), Price(10)};
  const std::vector charges{Price(1), Price(.04)};
  const Position btc = cross(0, 1, 100, 200);  // its initial margin is 0.5
  const Position eth = isolated(1, 10, 10, 5);
  for (const std::vector<Position>& both : {std::vector{btc, eth}, std::vector{eth, btc}}) {
    Account account{Money(1.2), both, {}};
    EXPECT_TRUE(settle_funding(venue, account, marks, charges));
    const MarginState state = margin_state(venue, account, Scope::cross(), marks);
    EXPECT_FALSE(state.liquidatable(true));
    EXPECT_NEAR(account.wallet.value(), .5, 1e-8);
  }
}

TEST(Funding, EachContractHasItsOwnCharge) {
  // BTC pays 1 on each, ETH receives 0.2 on each, and where nothing is due nothing is paid.
  const Venue venue = test::two_markets();
  const std::vector marks{Price(100), Price(10)};
  const std::vector<Position> both{cross(0, 2, 100, 10), cross(1, 3, 10, 10)};
  const auto paid = [&](const std::vector<Price>& charges) {
    Account account{Money(50), both, {}};
    EXPECT_FALSE(settle_funding(venue, account, marks, charges));
    EXPECT_NEAR((account.wallet + account.ledger.funding).value(), 50, 1e-12);
    return account.ledger.funding.value();
  };
  EXPECT_DOUBLE_EQ(paid({Price(1), Price(-.2)}), 2 - .6);
  EXPECT_DOUBLE_EQ(paid({Price(0), Price(-.2)}), -.6);
  EXPECT_DOUBLE_EQ(paid({Price(1), Price(0)}), 2);
}

}  // namespace
}  // namespace marginwalk::core::funding_test
