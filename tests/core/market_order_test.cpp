#include "core/market_order.hpp"

#include <gtest/gtest.h>

#include "tests/support/positions.hpp"
#include "tests/support/venues.hpp"

/// BTC at 100 and ETH at 10, for a taker fee of 0.1 % and 1 % of slippage.
namespace marginwalk::core::market_order_test {
namespace {

using test::cross;
using test::isolated;

Venue venue_with_fees() {
  Venue venue = test::two_markets();
  for (Contract& contract : venue.contracts) contract.taker_fee = Rate(.001);
  return venue;
}

/// A closed position that knows its contract, mode and leverage.
Position closed(std::size_t contract, MarginMode mode) {
  return {contract, Size(0), Price(0), mode, 10, Money(0)};
}

const Liquidity liquidity{Rate(.01)};
const std::vector start{Price(100), Price(10)};

void expect_balance(const Venue& venue, const Account& account, Money before, Marks marks,
                    const char* what) {
  const Ledger& ledger = account.ledger;
  const Money change = worth(venue, account, marks) - before;
  EXPECT_NEAR(
      ((change / account.money_price(marks)) + ledger.fees + ledger.slippage - ledger.fund_paid)
          .value(),
      0, 1e-9)
      << what;
}

TEST(MarketOrder, OpensAtTheMarkLessSlippage) {
  constexpr MarginMode in_cross = MarginMode::cross;
  constexpr MarginMode in_isolated = MarginMode::isolated;
  struct Row {
    const char* what;
    double wallet;
    MarginMode mode;
    double order;
    double factor, size, entry, margin, wallet_after, fee, slippage;
  };
  for (const Row& row : {
           // 5 at 101: a fee of 0.505, and 5 lost against the mark
           Row{"long", 1'000, in_cross, 5, 1, 5, 101, 0, 999.495, .505, 5},
           Row{"short", 1'000, in_cross, -5, 1, -5, 99, 0, 999.505, .495, 5},
           Row{"isolated posts margin at the fill", 1'000, in_isolated, 5, 1, 5, 101, 50.5,
               1'000 - 50.5 - .505, .505, 5},
           // It needs 50 + 0.505 + 5.
           Row{"half the money", 55.505 / 2, in_cross, 5, .5, 2.5, 101, 0, 27.5, .2525, 2.5},
           // It needs 50.5 + 0.505.
           Row{"half of an isolated one", 51.005 / 2, in_isolated, 5, .5, 2.5, 101, 25.25, 0, .2525,
               2.5},
           Row{"no money", 0, in_cross, 5, 0, 0, 0, 0, 0, 0, 0},
           Row{"a debt", -10, in_isolated, 5, 0, 0, 0, 0, -10, 0, 0},
       }) {
    const Venue venue = venue_with_fees();
    Account account{Money(row.wallet), {closed(0, row.mode)}, {}};
    const double factor = open_at_market(venue, account, {{0, Size(row.order)}}, start, liquidity);
    const Position& position = account.positions[0];
    EXPECT_NEAR(factor, row.factor, 1e-12) << row.what;
    EXPECT_NEAR(position.size.value(), row.size, 1e-12) << row.what;
    EXPECT_NEAR(position.entry.value(), row.entry, 1e-12) << row.what;
    EXPECT_NEAR(position.margin.value(), row.margin, 1e-12) << row.what;
    EXPECT_NEAR(account.wallet.value(), row.wallet_after, 1e-12) << row.what;
    EXPECT_NEAR(account.ledger.fees.value(), row.fee, 1e-12) << row.what;
    EXPECT_NEAR(account.ledger.slippage.value(), row.slippage, 1e-12) << row.what;
    expect_balance(venue, account, Money(row.wallet), start, row.what);
  }
}

/// 5 that waited at 98, the mark being at 95 by now.
TEST(LimitOrder, OpensAtItsLimitForTheMakerFee) {
  struct Row {
    const char* what;
    double wallet, maker_fee;
    MarginMode mode;
    double factor, margin, wallet_after, fee, slippage;
  };
  for (const Row& row : {
           Row{"cross", 1'000, .0002, MarginMode::cross, 1, 0, 999.902, .098, 15},
           Row{"isolated posts margin at the limit", 1'000, .0002, MarginMode::isolated, 1, 49,
               950.902, .098, 15},
           Row{"a rebate", 1'000, -.0001, MarginMode::cross, 1, 0, 1'000.049, -.049, 15},
           // It needs 47.5 at the mark + 0.098 + 15.
           Row{"half the money", 62.598 / 2, .0002, MarginMode::cross, .5, 0, 31.25, .049, 7.5},
           Row{"nothing", 0, .0002, MarginMode::isolated, 0, 0, 0, 0, 0},
       }) {
    Venue venue = venue_with_fees();
    venue.contracts[0].maker_fee = Rate(row.maker_fee);
    const std::vector marks{Price(95), Price(10)};
    Account account{Money(row.wallet), {closed(0, row.mode)}, {}};
    EXPECT_NEAR(open_at_limit(venue, account, {0, Size(5)}, Price(98), marks), row.factor, 1e-12)
        << row.what;
    const Position& position = account.positions[0];
    EXPECT_NEAR(position.size.value(), 5 * row.factor, 1e-12) << row.what;
    EXPECT_EQ(position.entry, Price(row.factor > 0 ? 98 : 0)) << row.what;
    EXPECT_NEAR(position.margin.value(), row.margin, 1e-12) << row.what;
    EXPECT_NEAR(account.wallet.value(), row.wallet_after, 1e-9) << row.what;
    EXPECT_NEAR(account.ledger.fees.value(), row.fee, 1e-12) << row.what;
    EXPECT_NEAR(account.ledger.slippage.value(), row.slippage, 1e-12) << row.what;
    expect_balance(venue, account, Money(row.wallet), marks, row.what);
  }
}

/// The first bracket allows 20x up to a notional or a number of contracts of 400, the next 5x.
TEST(MarketOrder, AddsNoMoreThanTheLeverageAllows) {
  struct Row {
    const char* what;
    TierMeasure measure;
    Valuation valuation;
    double leverage, order, factor;
  };
  constexpr TierMeasure notional = TierMeasure::notional;
  for (const Row& row : {
           Row{"at the mark, 100 of 300", notional, Valuation::mark, 10, 3, 1 / 3.},
           Row{"just as much", notional, Valuation::mark, 10, 1, 1},
           Row{"at entries, 100 of 303", notional, Valuation::entry, 10, 3, 100 / 303.},
           Row{"of contracts, 397 of 794", TierMeasure::contracts, Valuation::mark, 10, 794, .5},
           Row{"a leverage of the next bracket", notional, Valuation::mark, 5, 3, 1},
           Row{"a leverage of none", notional, Valuation::mark, 25, 1, 0},
       }) {
    Venue venue = venue_with_fees();
    Contract& contract = venue.contracts[0];
    contract.maintenance_rule.tier_measure = row.measure;
    contract.maintenance_rule.valuation = row.valuation;
    contract.tiers = TierSchedule({{400, Rate(.01), {}, 20}, {1e9, Rate(.1), {}, 5}});
    Account account{Money(1e6), {cross(0, 3, 100, row.leverage)}, {}};
    EXPECT_NEAR(open_at_market(venue, account, {{0, Size(row.order)}}, start, liquidity),
                row.factor, 1e-9)
        << row.what;
  }
}

TEST(MarketOrder, AllAreMadeSmallerByOneFactor) {
  // Cross BTC needs 55.505 as above, isolated ETH 505 / 10 + 0.505; a quarter of both is there.
  const Venue venue = venue_with_fees();
  const Money money(.25 * (55.505 + 51.005));
  Account account{money, {closed(0, MarginMode::cross), closed(1, MarginMode::isolated)}, {}};
  const double factor =
      open_at_market(venue, account, {{0, Size(5)}, {1, Size(50)}}, start, liquidity);
  EXPECT_NEAR(factor, .25, 1e-12);
  EXPECT_NEAR(account.positions[0].size.value(), 1.25, 1e-12);
  EXPECT_NEAR(account.positions[1].size.value(), 12.5, 1e-12);
  // What is left is the initial margin of BTC and what it has lost already.
  EXPECT_NEAR(account.wallet.value(), 12.5 + 1.25, 1e-12);
  expect_balance(venue, account, money, start, "both");
}

TEST(MarketOrder, IsolatedMarginIsPostedFromCash) {
  // BTC is 100 ahead, but of the 51.005 that ETH needs only 10.201 are cash.
  const Venue venue = venue_with_fees();
  Account account{Money(10.201), {cross(0, 5, 80, 10), closed(1, MarginMode::isolated)}, {}};
  const double factor = open_at_market(venue, account, {{1, Size(50)}}, start, liquidity);
  EXPECT_NEAR(factor, .2, 1e-12);
  EXPECT_NEAR(account.wallet.value(), 0, 1e-12);
}

TEST(MarketOrder, MarginIsAtLeastTheContractsInitialRate) {
  // 100 + 0.505 + 5 at 20 %, whatever the leverage
  Venue venue = venue_with_fees();
  venue.contracts[0].initial_margin_rate = Rate(.2);
  Account account{Money(105.505 / 2), {closed(0, MarginMode::cross)}, {}};
  EXPECT_NEAR(open_at_market(venue, account, {{0, Size(5)}}, start, liquidity), .5, 1e-12);
}

TEST(MarketOrder, InverseContracts) {
  // 50,000 bought at 50,500 where the mark is 50,000
  Venue venue = venue_with_fees();
  venue.contracts[0].inverse = true;
  const std::vector marks{Price(1.0 / 50e3), Price(10)};
  Account account{Money(1), {closed(0, MarginMode::cross)}, {}};
  account.coin = 0;
  EXPECT_EQ(open_at_market(venue, account, {{0, Size(-50e3)}}, marks, liquidity), 1);
  EXPECT_NEAR(1 / account.positions[0].entry.value(), 50'500, 1e-6);
  EXPECT_NEAR(account.ledger.fees.value(), .001 * 50e3 / 50'500, 1e-12);
  EXPECT_NEAR(account.ledger.slippage.value(), 1 - 50e3 / 50'500, 1e-12);
  expect_balance(venue, account, Money(50e3), marks, "opened");
  close_at_market(venue, account, 0, marks, liquidity);
  // Sold at 49,500
  EXPECT_NEAR(account.ledger.slippage.value(), 50e3 / 49'500 - 50e3 / 50'500, 1e-12);
  EXPECT_NEAR(account.ledger.fees.value(), .001 * (50e3 / 50'500 + 50e3 / 49'500), 1e-12);
  expect_balance(venue, account, Money(50e3), marks, "closed");
}

TEST(MarketOrder, ClosesAtTheMarkLessSlippage) {
  struct Row {
    const char* what;
    double wallet;
    Position position;
    double btc, wallet_after, fee, slippage, fund_paid;
  };
  for (const Row& row : {
           // 5 at 108.9: 44.5 ahead
           Row{"a profit", 1'000, cross(0, 5, 100, 10), 110, 1'044.5 - .5445, .5445, 5.5, 0},
           Row{"a short's", 1'000, cross(0, -5, 100, 10), 90, 1'045.5 - .4545, .4545, 4.5, 0},
           Row{"what an isolated one leaves returns", 1'000, isolated(0, 5, 100, 50), 110,
               1'094.5 - .5445, .5445, 5.5, 0},
           // 5 at 90.09: 0.45 of the margin is left, the fee would be 0.45045
           Row{"a fee is paid as far as cash goes", 1'000, isolated(0, 5, 100, 50), 91, 1'000, .45,
               4.55, 0},
           // 5 at 87.12: 64.4 lost
           Row{"the rest of a loss is the fund's", 1'000, isolated(0, 5, 100, 50), 88, 1'000, 0,
               4.4, 14.4},
           Row{"in cross, too", 50, cross(0, 5, 100, 10), 88, 0, 0, 4.4, 14.4},
       }) {
    const Venue venue = venue_with_fees();
    const std::vector marks{Price(row.btc), Price(10)};
    Account account{Money(row.wallet), {row.position}, {}};
    const Money before = worth(venue, account, marks);
    close_at_market(venue, account, 0, marks, liquidity);
    EXPECT_FALSE(account.positions[0].open()) << row.what;
    EXPECT_EQ(account.positions[0].margin, Money(0)) << row.what;
    EXPECT_NEAR(account.wallet.value(), row.wallet_after, 1e-9) << row.what;
    EXPECT_NEAR(account.ledger.fees.value(), row.fee, 1e-9) << row.what;
    EXPECT_NEAR(account.ledger.slippage.value(), row.slippage, 1e-9) << row.what;
    EXPECT_NEAR(account.ledger.fund_paid.value(), row.fund_paid, 1e-9) << row.what;
    expect_balance(venue, account, before, marks, row.what);
  }
}

TEST(MarketOrder, OtherCrossPositionsPayForALoss) {
  // BTC loses 64.4 of a wallet of 50; ETH is 100 ahead, so that the wallet is in debt and pays the
  // fee of 0.4356.
  const Venue venue = venue_with_fees();
  const std::vector marks{Price(88), Price(12)};
  Account account{Money(50), {cross(0, 5, 100, 10), cross(1, 50, 10, 10)}, {}};
  const Money before = worth(venue, account, marks);
  close_at_market(venue, account, 0, marks, liquidity);
  EXPECT_NEAR(account.wallet.value(), 50 - 64.4 - .4356, 1e-9);
  EXPECT_EQ(account.ledger.fund_paid, Money(0));
  expect_balance(venue, account, before, marks, "cross");
}

TEST(MarketOrder, CollateralPaysBeforeTheFund) {
  struct Row {
    const char* what;
    double wallet, amount;
    double wallet_after, amount_after, slippage, fee, fund_paid;
  };
  // 5 BTC from 100 sold at 87.12: 64.4 lost, of which 4.4 are slippage, for a fee of 0.4356. SOL is
  // at 10, counts for 9 and sells for 9.5.
  for (const Row& row : {
           Row{"cash is enough", 100, 1, 35.6 - .4356, 1, 4.4, .4356, 0},
           Row{"a part of it", 50, 3, 0, 3 - 14.8356 / 9.5, 4.4 + .5 * 14.8356 / 9.5, .4356, 0},
           // 9.5 x 1.5 = 14.25, and the haircut's 13.5 would not have been enough either
           Row{"then the fund", 50, 1.5, 0, 0, 4.4 + .75, 0, .15},
       }) {
    Venue venue = venue_with_fees();
    venue.collateral = {{"SOL", {{1e9, Rate(.9)}}}};
    venue.collateral_discount = Rate(.05);
    const std::vector marks{Price(88), Price(10), Price(10)};
    Account account{Money(row.wallet), {cross(0, 5, 100, 10)}, {}, {Size(row.amount)}};
    const Money before = worth(venue, account, marks);
    close_at_market(venue, account, 0, marks, liquidity);
    EXPECT_NEAR(account.wallet.value(), row.wallet_after, 1e-9) << row.what;
    EXPECT_NEAR(account.collateral[0].value(), row.amount_after, 1e-9) << row.what;
    EXPECT_NEAR(account.ledger.slippage.value(), row.slippage, 1e-9) << row.what;
    EXPECT_NEAR(account.ledger.fees.value(), row.fee, 1e-9) << row.what;
    EXPECT_NEAR(account.ledger.fund_paid.value(), row.fund_paid, 1e-9) << row.what;
    expect_balance(venue, account, before, marks, row.what);
  }
}

TEST(MarketOrder, AddsToAPosition) {
  // 5 at 101 more, at an average of 100.5 and 98.5.
  struct Row {
    const char* what;
    Position position;
    double order, size, entry, margin;
  };
  for (const Row& row : {
           Row{"long", cross(0, 5, 100, 10), 5, 10, 100.5, 0},
           Row{"short", cross(0, -15, 98, 10), -5, -20, 98.25, 0},
           Row{"isolated posts more margin", isolated(0, 5, 100, 50), 5, 10, 100.5, 100.5},
       }) {
    const Venue venue = venue_with_fees();
    Account account{Money(10'000), {row.position}, {}};
    const Money before = worth(venue, account, start);
    EXPECT_EQ(open_at_market(venue, account, {{0, Size(row.order)}}, start, liquidity), 1);
    EXPECT_NEAR(account.positions[0].size.value(), row.size, 1e-12) << row.what;
    EXPECT_NEAR(account.positions[0].entry.value(), row.entry, 1e-12) << row.what;
    EXPECT_NEAR(account.positions[0].margin.value(), row.margin, 1e-12) << row.what;
    expect_balance(venue, account, before, start, row.what);
  }
}

TEST(MarketOrder, ClosesAShare) {
  struct Row {
    const char* what;
    Position position;
    double btc, share;
    double size, wallet, margin, fee, slippage;
  };
  for (const Row& row : {
           // 2 of 5 at 108.9: 17.8 ahead, for a fee of 0.2178
           Row{"a profit", cross(0, 5, 100, 10), 110, .4, 3, 1'017.8 - .2178, 0, .2178, 2.2},
           Row{"a short's", cross(0, -5, 100, 10), 90, .4, -3, 1'018.2 - .1818, 0, .1818, 1.8},
           Row{"isolated: its share of the margin returns", isolated(0, 5, 100, 50), 110, .4, 3,
               1'037.8 - .2178, 30, .2178, 2.2},
           // 2 at 90.09: 19.82 lost of 20
           Row{"isolated at a loss", isolated(0, 5, 100, 50), 91, .4, 3, 1'000, 30 + .18 - .18018,
               .18018, 1.82},
           Row{"no more than all", cross(0, 5, 100, 10), 110, 7, 0, 1'044.5 - .5445, 0, .5445, 5.5},
       }) {
    const Venue venue = venue_with_fees();
    const std::vector marks{Price(row.btc), Price(10)};
    Account account{Money(1'000), {row.position}, {}};
    const Money before = worth(venue, account, marks);
    const Price fill = reduce_at_market(venue, account, 0, row.share, marks, liquidity);
    EXPECT_NEAR(fill.value(), row.btc * (row.position.size > Size(0) ? .99 : 1.01), 1e-12);
    EXPECT_NEAR(account.positions[0].size.value(), row.size, 1e-12) << row.what;
    EXPECT_NEAR(account.wallet.value(), row.wallet, 1e-9) << row.what;
    EXPECT_NEAR(account.positions[0].margin.value(), row.margin, 1e-9) << row.what;
    EXPECT_NEAR(account.ledger.fees.value(), row.fee, 1e-9) << row.what;
    EXPECT_NEAR(account.ledger.slippage.value(), row.slippage, 1e-9) << row.what;
    expect_balance(venue, account, before, marks, row.what);
  }
}

TEST(MarketOrder, InverseContractsAreClosedInParts) {
  Venue venue = venue_with_fees();
  venue.contracts[0].inverse = true;
  const std::vector marks{Price(1.0 / 60e3), Price(10)};
  Account account{Money(1), {cross(0, -50e3, 1.0 / 50e3, 10)}, {}};
  account.coin = 0;
  const Money before = worth(venue, account, marks);
  const Price fill = reduce_at_market(venue, account, 0, .5, marks, liquidity);
  EXPECT_NEAR(1 / fill.value(), 59'400, 1e-6);
  EXPECT_NEAR(account.positions[0].size.value(), -25e3, 1e-9);
  EXPECT_NEAR(account.wallet.value(), 1 + 25e3 * (1 / 50e3 - 1 / 59'400.) - 25 / 59'400., 1e-12);
  expect_balance(venue, account, before, marks, "half");
}

TEST(MarketOrder, TheSameNotionalAgain) {
  Venue venue = venue_with_fees();
  const Account first{Money(0), {cross(0, 5, 100, 10), cross(1, -50, 10, 10)}, {}};
  const std::vector marks{Price(125), Price(8)};
  EXPECT_EQ(order_for_same_notional(venue, first, 0, marks).size, Size(4));
  EXPECT_EQ(order_for_same_notional(venue, first, 1, marks).size, Size(-62.5));
  EXPECT_EQ(order_for_same_notional(venue, first, 1, marks).position, 1U);
  venue.contracts[1].inverse = true;
  EXPECT_EQ(order_for_same_notional(venue, first, 1, marks).size, Size(-50));
}

}  // namespace
}  // namespace marginwalk::core::market_order_test
