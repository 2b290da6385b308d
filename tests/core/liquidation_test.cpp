#include "core/liquidation.hpp"

#include <gtest/gtest.h>

#include "tests/support/positions.hpp"
#include "tests/support/venues.hpp"

namespace marginwalk::core::liquidation_test {
namespace {

using test::cross;
using test::isolated;

// One BTC long at 100 in each row; liquidation at the mark less slippage, then the fee.
struct Row {
  const char* what;
  Position position;
  double wallet, mark, slippage, fee_rate;
  double fee, slippage_paid, shortfall, wallet_after;
};

TEST(Liquidation, MoneyOfOneClose) {
  for (const Row& row : {
           Row{"at the trigger", cross(0, 1, 100, 10), 10, 90.4, 0, 0, 0, 0, 0, 0.4},
           Row{"slippage", cross(0, 1, 100, 10), 10, 90.5, .001, 0, 0, .0905, 0, 0.4095},
           Row{"fee on the fill", cross(0, 1, 100, 10), 20, 90, .1, .01, .81, 9, 0, 0.19},
           Row{"fee capped at what is left", cross(0, 1, 100, 10), 10, 90.4, 0, .0125, .4, 0, 0, 0},
           Row{"gap through bankruptcy", cross(0, 1, 100, 10), 10, 85, 0, .0125, 0, 0, 5, 0},
           Row{"slippage into bankruptcy", cross(0, 1, 100, 10), 10, 90.4, .01, 0, 0, .904, .504,
               0},
           Row{"short", cross(0, -1, 100, 10), 10, 109, .001, 0, 0, .109, 0, 0.891},
           Row{"isolated returns the rest", isolated(0, 1, 100, 10), 500, 90.4, 0, 0, 0, 0, 0,
               500.4},
           Row{"isolated never takes the wallet", isolated(0, 1, 100, 10), 500, 70, 0, .0125, 0, 0,
               20, 500},
       }) {
    const Venue venue = test::two_markets(row.fee_rate);
    Account account{Money(row.wallet), {row.position}, {}};
    const std::vector marks{Price(row.mark), Price(10)};
    const Money before = equity(venue, account, marks);
    const Liquidation liquidation = liquidate(venue, account, scope_of(account, 0), marks,
                                              Liquidity{Liquidity{Rate(row.slippage)}});
    EXPECT_NEAR(liquidation.fee.value(), row.fee, 1e-12) << row.what;
    EXPECT_NEAR(liquidation.slippage.value(), row.slippage_paid, 1e-12) << row.what;
    EXPECT_NEAR(liquidation.shortfall.value(), row.shortfall, 1e-12) << row.what;
    EXPECT_NEAR(account.wallet.value(), row.wallet_after, 1e-12) << row.what;
    EXPECT_FALSE(account.positions[0].open()) << row.what;
    EXPECT_EQ(account.positions[0].margin, Money(0)) << row.what;
    const Ledger& ledger = account.ledger;
    EXPECT_NEAR(
        (equity(venue, account, marks) - before + ledger.fees + ledger.slippage - ledger.fund_paid)
            .value(),
        0, 1e-12)
        << row.what;
  }
}

TEST(Liquidation, CrossClosesWinnersTooAndNamesTheLoser) {
  const Venue venue = test::two_markets();
  Account account{Money(10), {cross(1, 1, 10, 10), cross(0, 1, 100, 10)}, {}};
  const std::vector marks{Price(80), Price(19)};
  const Liquidation liquidation =
      liquidate(venue, account, Scope::cross(), marks, Liquidity{Liquidity{Rate(0)}});
  EXPECT_EQ(liquidation.worst_position, 1U);
  EXPECT_FALSE(account.positions[0].open());
  EXPECT_FALSE(account.positions[1].open());
  EXPECT_DOUBLE_EQ(liquidation.shortfall.value(), 1);
  EXPECT_DOUBLE_EQ(account.wallet.value(), 0);
}

TEST(Liquidation, IsolatedLeavesTheOtherLegOpen) {
  const Venue venue = test::two_markets();
  Account account{Money(10), {isolated(0, 1, 100, 10), isolated(1, 1, 10, 1)}, {}};
  const std::vector marks{Price(80), Price(19)};
  liquidate(venue, account, Scope::isolated(0), marks, Liquidity{Liquidity{Rate(0)}});
  EXPECT_FALSE(account.positions[0].open());
  EXPECT_TRUE(account.positions[1].open());
  EXPECT_DOUBLE_EQ(account.wallet.value(), 10);
  EXPECT_DOUBLE_EQ(account.positions[1].margin.value(), 1);
}

}  // namespace
}  // namespace marginwalk::core::liquidation_test
