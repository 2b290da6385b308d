#include "sim/replay/insurance_fund.hpp"

#include <gtest/gtest.h>

#include "tests/support/positions.hpp"
#include "tests/support/venues.hpp"

namespace marginwalk::replay::insurance_fund_test {
namespace {

using core::DeleveragingRank;
using core::Money;
using core::Price;
using test::cross;

/// 1,000, of which each percent beyond 1 % costs 400; then a tenth of winners goes for each
/// percent.
const InsuranceFund fund{Money(1'000), .01, Money(400), .1, 5};

TEST(InsuranceFund, PaysForMovesUntilItIsGone) {
  struct Look {
    const char* what;
    double btc, eth;
    double btc_share, eth_share;
  };
  FundWatch watch;
  for (int path = 0; path < 2; ++path) {  // the second begins anew
    watch.begin(fund, std::vector{Price(100), Price(10), Price(1)}, 2);
    std::vector before{Price(100), Price(10), Price(1)};
    for (const Look& look : {
             Look{"within what is free", 101, 9.9, 0, 0},
             Look{"2 % up cost 400: 600 left", 101 * 1.02, 9.9, 0, 0},
             Look{"2 % down cost as much: 200 left", 101 * 1.02 * .98, 9.9, 0, 0},
             // 3 % in ETH cost 800
             Look{"gone: at once", 101 * 1.02 * .98, 9.9 * 1.03, 0, .2},
             Look{"gone, but nothing moves", 101 * 1.02 * .98, 9.9 * 1.03, 0, 0},
             Look{"both", 101 * 1.02 * .98 * .96, 9.9 * 1.03 * 1.02, .3, .1},
             Look{"at most everyone", 101 * 1.02 * .98 * .96 * 1.12, 9.9 * 1.03 * 1.02, 1, 0},
         }) {
      // What a collateral asset does costs nothing.
      const std::vector marks{Price(look.btc), Price(look.eth), Price(before[2] * 2)};
      const FundLook& found = watch.look(marks);
      EXPECT_EQ(found.before, before) << look.what;
      ASSERT_EQ(found.shares.size(), 2U);
      EXPECT_NEAR(found.shares[0], look.btc_share, 1e-9) << look.what;
      EXPECT_NEAR(found.shares[1], look.eth_share, 1e-9) << look.what;
      EXPECT_EQ(found.deleverages(), look.btc_share + look.eth_share > 0) << look.what;
      before = marks;
    }
  }
}

TEST(InsuranceFund, AnEmptyOneIsGoneAtTheFirstCost) {
  InsuranceFund empty = fund;
  empty.size = Money(0);
  FundWatch watch;
  watch.begin(empty, std::vector{Price(100)}, 1);
  EXPECT_FALSE(watch.look(std::vector{Price(100.5)}).deleverages());
  EXPECT_NEAR(watch.look(std::vector{Price(100.5 * 1.02)}).shares[0], .1, 1e-9);
}

TEST(InsuranceFund, WhoIsClosed) {
  struct Row {
    const char* what;
    DeleveragingRank rank;
    core::Position position;
    double now;
    double share;  // closed; 0 = untouched
  };
  constexpr auto by_return = DeleveragingRank::leveraged_return;
  constexpr auto by_leverage = DeleveragingRank::account_leverage;
  constexpr auto in_no_line = DeleveragingRank::none;
  // From 100 by 3 %, of which 2 % count: a fifth of the winners. Others typically score 3 % x 5, so
  // that four times as much stands at the fifth: 60 %, or by leverage 1.03 x 5 x 4 = 20.6.
  for (const Row& row : {
           Row{"63 % on its margin", by_return, cross(0, 1, 100, 21), 103, 1},
           Row{"57 % are too far back", by_return, cross(0, 1, 100, 19), 103, 0},
           Row{"an older profit counts", by_return, cross(0, 1, 90, 5), 103, 1},
           Row{"a short is on the losing side", by_return, cross(0, -1, 200, 50), 103, 0},
           Row{"a long still behind", by_return, cross(0, 1, 104, 50), 103, 0},
           Row{"shorts win a fall", by_return, cross(0, -1, 100, 21), 97, 1},
           Row{"longs do not", by_return, cross(0, 1, 50, 50), 97, 0},
           Row{"a contract that is not closed", by_return, cross(1, 1, 5, 50), 103, 0},
           // 1.03 x 515 / (10 + 15) = 21.2, and 1.03 x 412 / (10 + 12) = 19.3
           Row{"leverage of the account", by_leverage, cross(0, 5, 100, 10), 103, 1},
           Row{"less of it", by_leverage, cross(0, 4, 100, 10), 103, 0},
           Row{"of each the same share", in_no_line, cross(0, 1, 100, 1), 103, .2},
           Row{"if it has a profit", in_no_line, cross(0, 1, 104, 1), 103, 0},
           Row{"on the winning side", in_no_line, cross(0, -1, 200, 1), 103, 0},
           Row{"and is open", in_no_line, cross(0, 0, 100, 1), 103, 0},
       }) {
    core::Venue venue = test::two_markets();
    venue.deleveraging.rank = row.rank;
    const core::Account account{Money(10), {row.position}, {}};
    const FundLook look{{Price(100), Price(10)}, {.2, 0}};
    const std::vector marks{Price(row.now), Price(11)};
    const std::vector<Deleveraged> closed =
        deleveraged_positions(venue, account, marks, fund, look);
    ASSERT_EQ(closed.size(), row.share > 0 ? 1U : 0U) << row.what;
    if (closed.empty()) continue;
    EXPECT_EQ(closed[0].position, 0U) << row.what;
    EXPECT_EQ(closed[0].share, row.share) << row.what;
  }
}

TEST(InsuranceFund, WhereAllWinnersGoTheirPlaceDoesNotMatter) {
  const core::Venue venue = test::two_markets();
  const core::Account account{Money(10), {cross(0, 1, 102.999, 1)}, {}};
  const FundLook look{{Price(100), Price(10)}, {1, 0}};
  EXPECT_EQ(
      deleveraged_positions(venue, account, std::vector{Price(103), Price(10)}, fund, look).size(),
      1U);
}

}  // namespace
}  // namespace marginwalk::replay::insurance_fund_test
