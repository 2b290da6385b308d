#include "core/account.hpp"

#include <gtest/gtest.h>

#include "core/liquidation.hpp"
#include "tests/support/positions.hpp"
#include "tests/support/venues.hpp"

namespace marginwalk::core::account_test {
namespace {

using test::cross;
using test::isolated;

// BTC-PERP at 50 basis points of maintenance, ETH-PERP at 100. Wallet 1,000 in every row.
struct Row {
  const char* what;
  std::vector<Position> positions;
  double btc, eth;                      // marks
  double equity, initial, maintenance;  // of the cross scope
  double account_equity;
};

TEST(Account, CrossStateIsTheSumOfCashAndPositions) {
  for (const Row& row : {
           Row{"nothing", {}, 100, 10, 1000, 0, 0, 1000},
           Row{"long in profit", {cross(0, 5, 100, 10)}, 110, 10, 1050, 55, 2.75, 1050},
           Row{"long in loss", {cross(0, 5, 100, 10)}, 90, 10, 950, 45, 2.25, 950},
           Row{"short in profit", {cross(0, -5, 100, 10)}, 90, 10, 1050, 45, 2.25, 1050},
           Row{"short in loss", {cross(0, -5, 100, 10)}, 110, 10, 950, 55, 2.75, 950},
           Row{"pair",
               {cross(0, -5, 100, 10), cross(1, 50, 10, 5)},
               110,
               12,
               1050,
               175,
               8.75,
               1050},
           Row{"isolated stays out", {isolated(0, 5, 100, 50)}, 90, 10, 1000, 0, 0, 1000},
           Row{"mixed", {isolated(0, 5, 100, 50), cross(1, 50, 10, 5)}, 90, 12, 1100, 120, 6, 1100},
       }) {
    const Venue venue = test::two_markets();
    const Account account{Money(1000), row.positions, {}};
    const std::vector marks{Price(row.btc), Price(row.eth)};
    const MarginState state = margin_state(venue, account, Scope::cross(), marks);
    EXPECT_DOUBLE_EQ(state.equity.value(), row.equity) << row.what;
    EXPECT_DOUBLE_EQ(state.initial.value(), row.initial) << row.what;
    EXPECT_DOUBLE_EQ(state.maintenance.value(), row.maintenance) << row.what;
    EXPECT_DOUBLE_EQ(equity(venue, account, marks).value(), row.account_equity) << row.what;
  }
}

TEST(Account, IsolatedStateIsItsMarginAndItsOwnProfit) {
  const Venue venue = test::two_markets();
  const Account account{Money(1000), {isolated(0, 5, 100, 50), cross(1, 50, 10, 5)}, {}};
  const MarginState state =
      margin_state(venue, account, Scope::isolated(0), std::vector{Price(95), Price(1)});
  EXPECT_DOUBLE_EQ(state.equity.value(), 25);
  EXPECT_DOUBLE_EQ(state.initial.value(), 50);
  EXPECT_DOUBLE_EQ(state.maintenance.value(), 2.375);
  EXPECT_DOUBLE_EQ(state.level(), 25 / 2.375);
}

TEST(MarginState, LiquidationAtEqualityIsTheVenuesRule) {
  struct Edge {
    double equity, maintenance;
    bool inclusive, strict;
  };
  for (const Edge& edge : {
           Edge{10.01, 10, false, false},
           Edge{10, 10, true, false},
           Edge{9.99, 10, true, true},
           Edge{-5, 10, true, true},
           Edge{-5, 0, false, false},  // a debt without positions is no liquidation
           Edge{0, 0, false, false},
       }) {
    const MarginState state{Money(edge.equity), {}, Money(edge.maintenance)};
    EXPECT_EQ(state.liquidatable(true), edge.inclusive) << edge.equity;
    EXPECT_EQ(state.liquidatable(false), edge.strict) << edge.equity;
  }
}

TEST(Account, MaintenanceOfAShortIsThatOfTheMirroredLong) {
  const Venue venue = test::two_markets();
  for (const double mark : {1.0, 80.0, 100.0, 250.0}) {
    const MarginState as_long = position_state(venue, cross(0, 5, 100, 10), Price(mark));
    const MarginState as_short = position_state(venue, cross(0, -5, 100, 10), Price(mark));
    EXPECT_EQ(as_long.maintenance, as_short.maintenance);
    EXPECT_EQ(as_long.initial, as_short.initial);
    EXPECT_EQ(as_long.equity, -as_short.equity);
  }
}

TEST(Account, FreeWalletIsNotNeededByCrossPositions) {
  const Venue venue = test::two_markets();
  const std::vector marks{Price(100), Price(10)};
  const auto free = [&](double wallet, std::vector<Position> positions) {
    return free_wallet(venue, {Money(wallet), std::move(positions), {}}, marks).value();
  };
  EXPECT_DOUBLE_EQ(free(1000, {isolated(0, 5, 100, 50)}), 1000);
  EXPECT_DOUBLE_EQ(free(1000, {cross(0, 5, 100, 10)}), 950);
  EXPECT_DOUBLE_EQ(free(1000, {cross(0, 5, 80, 10)}), 1000);  // profit is not cash
  EXPECT_DOUBLE_EQ(free(1000, {cross(0, 5, 200, 10)}), 450);  // a loss is owed
  EXPECT_DOUBLE_EQ(free(-10, {isolated(0, 5, 100, 50)}), 0);
}

TEST(Exposure, NamesTheBreachedScopeOfLeastLevel) {
  const Venue venue = test::two_markets();
  const std::vector marks{Price(100), Price(10)};
  const Account calm{Money(1000), {isolated(0, 5, 100, 50), isolated(1, 5, 10, 5)}, {}};
  EXPECT_FALSE(assess(venue, calm, marks).breach);
  EXPECT_DOUBLE_EQ(assess(venue, calm, marks).least_level, 5 / 0.5);
  EXPECT_DOUBLE_EQ(assess(venue, calm, marks).worth.value(), 1055);

  const Account breached{Money(-1), {isolated(0, 5, 100, 2), isolated(1, 5, 10, 0.1)}, {}};
  const Exposure exposure = assess(venue, breached, marks);
  ASSERT_TRUE(exposure.breach);
  EXPECT_EQ(exposure.breach->position(), 1U);
  EXPECT_DOUBLE_EQ(exposure.least_level, 0.1 / 0.5);
}

}  // namespace
}  // namespace marginwalk::core::account_test
