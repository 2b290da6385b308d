#include "core/risk_sizing.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/venues.hpp"

namespace marginwalk::core::risk_sizing_test {
namespace {

/// Of 2,000 of risk, by the distance of the stop: with no costs 100,000, 40,000 and 20,000.
TEST(RiskSizing, NotionalFollowsFromTheStop) {
  struct Row {
    const char* what;
    bool is_long;
    double stop, fee, slippage, impact;
    double notional;
  };
  for (const Row& row : {
           Row{"2 %", true, 98, 0, 0, 0, 100'000},
           Row{"5 %", true, 95, 0, 0, 0, 40'000},
           Row{"10 %", true, 90, 0, 0, 0, 20'000},
           Row{"a short's 10 %", false, 110, 0, 0, 0, 20'000},
           // Sold at 89.1 for a fee of 0.0891
           Row{"with costs", true, 90, .001, .01, 0, 2'000 / (.109 + .000891)},
           Row{"a short's, bought at 111.1", false, 110, .001, .01, 0, 2'000 / (.111 + .001111)},
           Row{"with impact, checked by what is lost", true, 90, 0, 0, .001, 0},
       }) {
    Venue venue = test::two_markets();
    venue.contracts[0].taker_fee = Rate(row.fee);
    const Liquidity liquidity{Rate(row.slippage), {row.impact, 0}};
    const Money notional = notional_at_risk(venue, {0, row.is_long, Price(100), Price(row.stop)},
                                            Money(2'000), liquidity);
    if (row.notional > 0) {
      EXPECT_NEAR(notional.value(), row.notional, 1e-6) << row.what;
      continue;
    }
    const double loss = .1 + .9 * row.impact * std::sqrt(.9 * notional.value());
    EXPECT_NEAR(notional.value() * loss, 2'000, 1e-6) << row.what;
  }
}

/// 10,000 bought at 50,000 and sold at 45,000 lose 0.0222 coins, 1,000 there; the fee is 10.
TEST(RiskSizing, InverseContracts) {
  Venue venue = test::two_markets();
  venue.contracts[0].inverse = true;
  venue.contracts[0].taker_fee = Rate(.001);
  const Money notional =
      notional_at_risk(venue, {0, true, Price(50e3), Price(45e3)}, Money(1'010), Liquidity{});
  EXPECT_NEAR(notional.value(), 10e3, 1e-6);
}

}  // namespace
}  // namespace marginwalk::core::risk_sizing_test
