#include "core/requirement.hpp"

#include <gtest/gtest.h>

#include "tests/support/positions.hpp"
#include "tests/support/venues.hpp"

namespace marginwalk::core::requirement_test {
namespace {

using test::cross;

Contract contract(std::vector<Tier> tiers, MaintenanceRule rule, double taker_fee,
                  double contract_size = 1) {
  return {"X-PERP",           "X", TierSchedule(std::move(tiers)), Rate(taker_fee), Rate(0), rule,
          Size(contract_size)};
}

const MaintenanceRule binance{};
const MaintenanceRule bybit{Valuation::entry, ClosingFee::at_bankruptcy, TierRule::deduction,
                            TierMeasure::notional};
const MaintenanceRule okx{Valuation::mark, ClosingFee::at_mark, TierRule::whole_position,
                          TierMeasure::contracts};
// OKX ETHUSDT of 2021-06-11: contracts of 0.1 ETH.
const std::vector<Tier> okx_eth{
    {3'000, Rate(.004), {}, 125}, {6'000, Rate(.005), {}, 100}, {12'000, Rate(.01), {}, 66.66}};

TEST(Requirement, IsWhatTheRuleMakesOfAPosition) {
  struct Row {
    const char* what;
    Contract contract;
    Position position;
    double mark, requirement;
  };
  const std::vector<Tier> flat{{1e12, Rate(.005), {}, 100}};
  for (const Row& row : {
           Row{"at the mark, less the amount", contract(test::binance_btc_tiers(), binance, .0005),
               cross(0, 1, 100e3, 10), 90e3, 90e3 * .005 - 50},
           Row{"a short pays the same", contract(test::binance_btc_tiers(), binance, .0005),
               cross(0, -1, 100e3, 10), 90e3, 90e3 * .005 - 50},
           Row{"at the entry, with the fee where 10x is lost", contract(flat, bybit, .00055),
               cross(0, 1, 100e3, 10), 90e3, 500 + 90e3 * .00055},
           Row{"whatever the mark", contract(flat, bybit, .00055), cross(0, 1, 100e3, 10), 200e3,
               500 + 90e3 * .00055},
           Row{"a short at the entry is lost above it", contract(flat, bybit, .00055),
               cross(0, -1, 100e3, 10), 90e3, 500 + 110e3 * .00055},
           Row{"all of it at the rate of its bracket, with the fee",
               contract(okx_eth, okx, .0005, .1), cross(0, 400, 3'000, 10), 3'000,
               1.2e6 * (.005 + .0005)},
           Row{"contracts do not change with the mark", contract(okx_eth, okx, .0005, .1),
               cross(0, 400, 3'000, 10), 9'000, 3.6e6 * (.005 + .0005)},
           Row{"an edge belongs to the bracket below", contract(okx_eth, okx, 0, .1),
               cross(0, 300, 3'000, 10), 3'000, .9e6 * .004},
       }) {
    EXPECT_NEAR(maintenance(row.contract, row.position, Price(row.mark)).value(), row.requirement,
                1e-9 * row.requirement)
        << row.what;
  }
}

TEST(Requirement, IsALineWithinABracketAndBelowItsBound) {
  const std::vector<Tier> jumps{
      {50e3, Rate(.004), {}, 100}, {200e3, Rate(.01), {}, 50}, {1e6, Rate(.03), {}, 20}};
  MaintenanceRule by_notional = okx;
  by_notional.tier_measure = TierMeasure::notional;
  for (const Contract& each :
       {contract(test::binance_btc_tiers(), binance, .0005),
        contract(test::binance_btc_tiers(), bybit, .0005), contract(okx_eth, okx, .0005, .1),
        contract(jumps, by_notional, .0005)}) {
    for (const double size : {-3.0, 0.5}) {
      const Position position = cross(0, size, 100e3, 10);
      const RequirementLine bound = maintenance_bound(each, position, Price(400e3));
      for (double mark = 1e3; mark <= 400e3; mark += 1e3) {
        const Money required = maintenance(each, position, Price(mark));
        const RequirementLine line =
            maintenance_line(each, position, tier_of(each, position, Price(mark)));
        EXPECT_NEAR((line.fixed + line.slope * Price(mark)).value(), required.value(), 1e-6);
        EXPECT_GE((bound.fixed + bound.slope * Price(mark)).value(), required.value() - 1e-6);
      }
    }
  }
}

}  // namespace
}  // namespace marginwalk::core::requirement_test
