#include "core/funding.hpp"

#include <gtest/gtest.h>

#include "tests/support/positions.hpp"
#include "tests/support/venues.hpp"

namespace marginwalk::core {
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

}  // namespace
}  // namespace marginwalk::core
