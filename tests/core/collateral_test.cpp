#include "core/collateral.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "core/liquidation.hpp"
#include "tests/support/positions.hpp"
#include "tests/support/venues.hpp"

namespace marginwalk::core::collateral_test {
namespace {

using test::cross;
using test::isolated;
using Measure = CollateralTerms::Measure;

constexpr double without_end = std::numeric_limits<double>::infinity();

CollateralTerms flat(const char* name, double weight) {
  return {name, {{without_end, Rate(weight)}}};
}

TEST(Collateral, TiersAreMarginal) {
  const CollateralTerms by_value{
      "X", {{10e3, Rate(.95)}, {30e3, Rate(.8)}, {without_end, Rate(0)}}, Measure::value};
  const CollateralTerms by_amount{
      "X", {{1, Rate(.98)}, {3, Rate(.9)}, {without_end, Rate(.5)}}, Measure::amount};
  const CollateralTerms ends{"X", {{1, Rate(.98)}, {3, Rate(.9)}}, Measure::amount};
  struct Row {
    const char* what;
    const CollateralTerms& terms;
    double amount, price, counts;
  };
  for (const Row& row : {
           Row{"nothing", by_value, 0, 5'000, 0},
           Row{"the first tier", by_value, 2, 3'000, 6'000 * .95},
           Row{"to its edge", by_value, 2, 5'000, 9'500},
           Row{"the second weighs what lies in it", by_value, 4, 5'000, 9'500 + 10e3 * .8},
           Row{"and nothing counts above", by_value, 10, 5'000, 9'500 + 20e3 * .8},
           Row{"by amount: the first tier", by_amount, .5, 1'000, 490},
           Row{"to its edge", by_amount, 1, 1'000, 980},
           Row{"whatever the price", by_amount, 1, 1e6, 980e3},
           Row{"the second", by_amount, 2, 1'000, 980 + 900},
           Row{"the last is without end", by_amount, 5, 1'000, 980 + 1'800 + 1'000},
           Row{"above the last tier", ends, 5, 1'000, 980 + 1'800},
       }) {
    EXPECT_DOUBLE_EQ(discounted(row.terms, Size(row.amount), Price(row.price)).value(), row.counts)
        << row.what;
  }
}

RC_GTEST_PROP(CollateralProperty, LeastWeightIsBelowUpToTheCeiling, ()) {
  const auto between = [](int low, int high) { return *rc::gen::inRange(low, high) / 100.0; };
  CollateralTerms terms{"X", {}, between(0, 2) == 0 ? Measure::value : Measure::amount};
  double up_to = 0;
  double weight = 1;
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    terms.tiers.push_back({up_to += between(1, 1'000), Rate(weight *= between(50, 101))});
  }
  terms.tiers.push_back({without_end, Rate(weight * between(0, 101))});
  const Size amount(between(1, 2'000));
  const Price ceiling(between(1, 2'000));
  const Price price = ceiling * between(1, 101);
  const Rate least = least_weight(terms, amount, ceiling);
  RC_ASSERT(discounted(terms, amount, price) >= (1 - 1e-12) * (amount * price * least));
  RC_ASSERT(abs(discounted(terms, amount, ceiling) - amount * ceiling * least) <=
            1e-12 * (amount * ceiling));
}

TEST(Collateral, NothingHasNoWeight) {
  EXPECT_EQ(least_weight(flat("X", .9), Size(0), Price(10)), Rate(0));
}

/// BTC-PERP at 0.5 % on the book, and two assets that lose 2.5 % when the venue sells them.
Venue venue_with(std::vector<CollateralTerms> collateral, double liquidation_fee = 0) {
  Venue venue = test::flat_venue(.005, liquidation_fee);
  venue.collateral = std::move(collateral);
  venue.collateral_discount = Rate(.025);
  return venue;
}

TEST(Collateral, BacksCrossPositionsAfterHaircuts) {
  // A long of 1 from 1,000 at 900 is 100 behind; 2 X at 50 count for 90, and are worth 100.
  const Venue venue = venue_with({flat("X", .9)});
  const std::vector marks{Price(900), Price(50)};
  Account account{Money(150), {cross(0, 1, 1'000, 10)}, {}, {Size(2)}};
  EXPECT_DOUBLE_EQ(collateral_value(venue, account, marks).value(), 90);
  EXPECT_DOUBLE_EQ(collateral_worth(venue, account, marks).value(), 100);
  EXPECT_DOUBLE_EQ(margin_state(venue, account, Scope::cross(), marks).equity.value(), 140);
  EXPECT_DOUBLE_EQ(equity(venue, account, marks).value(), 140);
  EXPECT_DOUBLE_EQ(worth(venue, account, marks).value(), 150);
  EXPECT_DOUBLE_EQ(assess(venue, account, marks).worth.value(), 150);
  EXPECT_DOUBLE_EQ(assess(venue, account, marks).least_level, 140 / 4.5);
  // Its initial margin is 90, so that 50 of the cash is free.
  EXPECT_DOUBLE_EQ(free_wallet(venue, account, marks).value(), 50);
  // What backs an isolated position is its margin alone, and collateral is no cash to be drawn.
  account.positions = {isolated(0, 1, 1'000, 110)};
  account.wallet = Money(40);
  EXPECT_DOUBLE_EQ(margin_state(venue, account, Scope::isolated(0), marks).equity.value(), 10);
  EXPECT_DOUBLE_EQ(margin_state(venue, account, Scope::cross(), marks).equity.value(), 130);
  EXPECT_DOUBLE_EQ(free_wallet(venue, account, marks).value(), 40);
}

struct Row {
  const char* what;
  Venue venue;
  double wallet, x, y;  ///< amounts of X at 10 and Y at 20
  double wallet_after, x_after, y_after;
  double slippage, fee, shortfall, taken;
};

void expect(const Row& row, Price entry, const std::vector<Price>& marks) {
  Account account{
      Money(row.wallet), {cross(0, 1, entry.value(), 10)}, {}, {Size(row.x), Size(row.y)}};
  EXPECT_TRUE(assess(row.venue, account, marks).breach) << row.what;
  const Money before = worth(row.venue, account, marks);
  const Liquidation result = liquidate(row.venue, account, Scope::cross(), marks, Liquidity{});
  EXPECT_TRUE(result.complete) << row.what;
  EXPECT_NEAR(account.wallet.value(), row.wallet_after, 1e-9) << row.what;
  EXPECT_NEAR(account.collateral[0].value(), row.x_after, 1e-9) << row.what;
  EXPECT_NEAR(account.collateral[1].value(), row.y_after, 1e-9) << row.what;
  EXPECT_NEAR(result.slippage.value(), row.slippage, 1e-9) << row.what;
  EXPECT_NEAR(result.fee.value(), row.fee, 1e-9) << row.what;
  EXPECT_NEAR(result.shortfall.value(), row.shortfall, 1e-9) << row.what;
  EXPECT_NEAR(result.taken.value(), row.taken, 1e-9) << row.what;
  const Ledger& ledger = account.ledger;
  EXPECT_NEAR((worth(row.venue, account, marks) - before + ledger.fees + ledger.slippage +
               ledger.fund_received - ledger.fund_paid)
                  .value(),
              0, 1e-9)
      << row.what;
}

TEST(Collateral, IsSoldAtADiscountWhereALiquidationLeavesADebt) {
  // 1 BTC from 1,000 at 900: 100 behind, 4.5 required. X counts for 9.5 and sells for 9.75, Y
  // counts for 18 and sells for 19.5.
  const Venue venue = venue_with({flat("X", .95), flat("Y", .9)});
  const Venue costly = venue_with({flat("X", .95), flat("Y", .9)}, .01);
  const Venue safe = venue_with({flat("X", .9999), flat("Y", .9)}, .01);
  for (const Row& row : {
           Row{"no debt: it stays", venue, 104, .04, 0, 4, .04, 0, 0, 0, 0, 0},
           // 40 / 9.75 = 4.1026 X, each 0.25 below its price
           Row{"the first asset first", venue, 60, 4.6, 0, 0, 4.6 - 40 / 9.75, 0, .25 * 40 / 9.75,
               0, 0, 0},
           // 80 - 48.75 = 31.25 of Y
           Row{"then the next", venue, 20, 5, 2, 0, 0, 2 - 31.25 / 19.5, 1.25 + .5 * 31.25 / 19.5,
               0, 0, 0},
           // 90 - 48.75 - 39 = 2.25
           Row{"the fund pays only after all of it", venue, 10, 5, 2, 0, 0, 0, 2.25, 0, 2.25, 0},
           // Of a fee of 9 the equity of 20 - 100 + 83.5 covers 3.5: a debt of 83.5
           Row{"fees come from it too", costly, 20, 5, 2, 0, 0, 2 - 34.75 / 19.5,
               1.25 + .5 * 34.75 / 19.5, 3.5, 0, 0},
           // Equity 3.999, and so would be the fee; but 4 X sell for 39: 3 of it can be paid.
           Row{"a fee that it does not bring in is not bankruptcy", safe, 64, 4, 0, 0, 0, 0, 1, 3,
               0, 0},
       }) {
    expect(row, Price(1'000), {Price(900), Price(10), Price(20)});
  }
}

TEST(Collateral, IsTakenOverWithThePositions) {
  // Each part closed costs 1.25 % and frees 1 %, so that the venue takes 1 BTC from 1,000 over at
  // 900: 100 behind, 9 required.
  Venue venue = venue_with({flat("X", .9), flat("Y", .9)}, .0125);
  venue.contracts[0].tiers = TierSchedule::flat(Rate(.01), 50);
  venue.liquidation.procedure = Procedure::reduce;
  for (const Row& row : {
           // equity 90 - 100 + 18 = 8
           Row{"at its price", venue, 90, 1, .5, 0, 0, 0, 0, 0, 0, 10},
           // equity 81 - 100 + 18 = -1
           Row{"beyond bankruptcy after haircuts only", venue, 81, 1, .5, 0, 0, 0, 0, 0, 0, 1},
           Row{"beyond bankruptcy", venue, 70, 1, .5, 0, 0, 0, 0, 0, 10, 0},
       }) {
    expect(row, Price(1'000), {Price(900), Price(10), Price(20)});
  }
}

TEST(Collateral, AnIsolatedLossDoesNotTouchIt) {
  const Venue venue = venue_with({flat("X", .9)});
  const std::vector marks{Price(800), Price(10)};
  Account account{Money(5), {isolated(0, 1, 1'000, 100)}, {}, {Size(7)}};
  const Liquidation result = liquidate(venue, account, Scope::isolated(0), marks, Liquidity{});
  EXPECT_DOUBLE_EQ(result.shortfall.value(), 100);
  EXPECT_EQ(account.collateral[0], Size(7));
  EXPECT_EQ(account.wallet, Money(5));
}

}  // namespace
}  // namespace marginwalk::core::collateral_test
