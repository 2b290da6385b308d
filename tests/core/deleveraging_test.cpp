#include "core/deleveraging.hpp"

#include <gtest/gtest.h>

#include "tests/support/positions.hpp"
#include "tests/support/venues.hpp"

namespace marginwalk::core::deleveraging_test {
namespace {

using test::cross;
using test::isolated;

TEST(Deleveraging, ScoresOfBothRanks) {
  struct Row {
    const char* what;
    double wallet;
    Position position;
    double mark, leveraged_return, account_leverage;
  };
  for (const Row& row : {
           // profit 20 on a margin of 20; 1.1 x 220 / 100
           Row{"long", 80, cross(0, 2, 100, 10), 110, 1, 2.42},
           // profit 40 on 20; 1.25 x 160 / 100
           Row{"short", 60, cross(0, -2, 100, 10), 80, 2, 2},
           // 1.1 x 220 / 40
           Row{"isolated", 80, isolated(0, 2, 100, 20), 110, 1, 6.05},
           Row{"a loss", 80, cross(0, 2, 100, 10), 90, 0, 0},
           Row{"nothing gained", 80, cross(0, 2, 100, 10), 100, 0, 0},
           Row{"closed", 80, cross(0, 0, 100, 10), 110, 0, 0},
       }) {
    Venue venue = test::two_markets();
    const Account account{Money(row.wallet), {row.position}, {}};
    const auto score = [&](DeleveragingRank rank) {
      venue.deleveraging.rank = rank;
      return deleveraging_score(venue, account, 0, std::vector{Price(row.mark), Price(10)});
    };
    EXPECT_NEAR(score(DeleveragingRank::leveraged_return), row.leveraged_return, 1e-12) << row.what;
    EXPECT_NEAR(score(DeleveragingRank::account_leverage), row.account_leverage, 1e-12) << row.what;
    EXPECT_EQ(score(DeleveragingRank::none), 0) << row.what;
  }
}

TEST(Deleveraging, AScoreIsThatOfItsMove) {
  EXPECT_DOUBLE_EQ(score_of_move(DeleveragingRank::leveraged_return, .1, 5), .5);
  EXPECT_DOUBLE_EQ(score_of_move(DeleveragingRank::account_leverage, .1, 5), 5.5);
}

TEST(Deleveraging, ProfitOfAnInverseContractCounts) {
  // 60,000 from 60,000 at 75,000: 0.2 coins on 0.1
  Venue venue = test::flat_venue();
  venue.contracts[0].inverse = true;
  const Account account{Money(1), {cross(0, -60e3, 1.0 / 60e3, 10)}, {}};
  EXPECT_NEAR(deleveraging_score(venue, account, 0, std::vector{Price(1.0 / 75e3)}), 2, 1e-12);
}

TEST(Deleveraging, PricesOfTheThreeRules) {
  const Price before(100);
  const Price now(121);
  EXPECT_DOUBLE_EQ(deleveraging_price(DeleveragingPrice::bankruptcy, before, now).value(), 110);
  EXPECT_EQ(deleveraging_price(DeleveragingPrice::mark, before, now), now);
  EXPECT_EQ(deleveraging_price(DeleveragingPrice::mark_before, before, now), before);
  // In reciprocals it is the same price.
  EXPECT_DOUBLE_EQ(
      1 / deleveraging_price(DeleveragingPrice::bankruptcy, Price(.01), Price(1 / 121.0)).value(),
      110);
}

TEST(Deleveraging, ClosesAtItsPriceWithoutAFee) {
  struct Row {
    const char* what;
    Position position;
    double share, mark, price;
    double size_after, wallet_after, margin_after, cost;
  };
  for (const Row& row : {
           // 2 from 100 closed at 110: 20 gained, 22 forgone
           Row{"all of a long", cross(0, 2, 100, 10), 1, 121, 110, 0, 120, 0, 22},
           Row{"a quarter", cross(0, 2, 100, 10), .25, 121, 110, 1.5, 105, 0, 5.5},
           Row{"all of a short", cross(0, -2, 100, 10), 1, 80, 90, 0, 120, 0, 20},
           Row{"at the mark it costs nothing", cross(0, -2, 100, 10), 1, 80, 80, 0, 140, 0, 0},
           Row{"isolated: all returns", isolated(0, 2, 100, 20), 1, 121, 110, 0, 140, 0, 22},
           Row{"isolated: a part stays", isolated(0, 2, 100, 20), .25, 121, 110, 1.5, 100, 25, 5.5},
       }) {
    const Venue venue = test::two_markets();
    Account account{Money(100), {row.position}, {}};
    const std::vector marks{Price(row.mark), Price(10)};
    const Money before = worth(venue, account, marks);
    deleverage(venue, account, {0, row.share, Price(row.price)}, marks);
    EXPECT_NEAR(account.positions[0].size.value(), row.size_after, 1e-12) << row.what;
    EXPECT_NEAR(account.positions[0].margin.value(), row.margin_after, 1e-12) << row.what;
    EXPECT_NEAR(account.wallet.value(), row.wallet_after, 1e-12) << row.what;
    EXPECT_NEAR(account.ledger.deleveraging_cost.value(), row.cost, 1e-12) << row.what;
    EXPECT_EQ(account.ledger.fees, Money(0)) << row.what;
    EXPECT_NEAR((before - worth(venue, account, marks)).value(), row.cost, 1e-12) << row.what;
  }
}

TEST(Deleveraging, LeavesNoDebtBesideCollateral) {
  // 10 gained and 30 owed: 20, for which 2 of 3 X go at 10. Of two positions the other stands for
  // it.
  Venue venue = test::two_markets();
  venue.collateral = {{"X", {{1e9, Rate(.9)}}}};
  const std::vector marks{Price(110), Price(10), Price(10)};
  Account account{Money(-30), {cross(0, 1, 100, 10), cross(1, 1, 10, 10)}, {}, {Size(3)}};
  deleverage(venue, account, {0, 1, Price(110)}, marks);
  EXPECT_EQ(account.wallet, Money(-20));
  EXPECT_EQ(account.collateral[0], Size(3));
  account.positions[0] = cross(0, 1, 100, 10);
  account.positions[1].size = Size(0);
  account.wallet = Money(-30);
  deleverage(venue, account, {0, 1, Price(110)}, marks);
  EXPECT_NEAR(account.wallet.value(), 0, 1e-12);
  EXPECT_NEAR(account.collateral[0].value(), 1, 1e-12);
}

}  // namespace
}  // namespace marginwalk::core::deleveraging_test
