#include "core/tier_schedule.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/support/venues.hpp"

namespace marginwalk::core::tier_schedule_test {
namespace {

TEST(TierSchedule, RequirementAndLeverageByNotional) {
  struct Row {
    double notional, maintenance, max_leverage;
  };
  // Binance BTCUSDT of 2024-10-24. An edge belongs to the bracket below it.
  for (const Row& row : {
           Row{0, 0, 125},
           Row{10'000, 40, 125},
           Row{50'000, 200, 125},
           Row{50'000.01, 200.00005, 100},
           Row{100'000, 450, 100},
           Row{600'000, 2'950, 100},
           Row{1'000'000, 5'550, 75},
           Row{12'000'000, 108'550, 50},
           Row{20'000'000, 268'550, 25},
           Row{2'000'000'000, 578'518'550, 1},
       }) {
    const TierSchedule schedule(test::binance_btc_tiers());
    EXPECT_NEAR(schedule.maintenance(Money(row.notional)).value(), row.maintenance, 1e-6)
        << row.notional;
    EXPECT_EQ(schedule.at(row.notional).max_leverage, row.max_leverage) << row.notional;
  }
}

TEST(TierSchedule, FlatRateHoldsForEveryNotional) {
  const TierSchedule schedule = TierSchedule::flat(Rate(0.005), 100);
  EXPECT_DOUBLE_EQ(schedule.maintenance(Money(1e12)).value(), 5e9);
  EXPECT_FALSE(find_fault(schedule.tiers()));
}

TEST(TierSchedule, FaultsAreFound) {
  struct Row {
    const char* what;
    std::vector<Tier> tiers;
    std::size_t tier;
    TierFlaw flaw;
    double amount;
  };
  const auto tier = [](double up_to, double rate, double amount, double leverage) {
    return Tier{up_to, Rate(rate), Money(amount), leverage};
  };
  for (const Row& row : {
           Row{"first bracket with an amount", {tier(100, .01, 5, 50)}, 0, TierFlaw::jumps, 0},
           Row{"wrong amount",
               {tier(100, .01, 0, 50), tier(200, .02, 2, 20)},
               1,
               TierFlaw::jumps,
               1},
           Row{"sign of the amount",
               {tier(100, .01, 0, 50), tier(200, .02, -1, 20)},
               1,
               TierFlaw::jumps,
               1},
           Row{"falling edges",
               {tier(100, .01, 0, 50), tier(90, .02, 1, 20)},
               1,
               TierFlaw::not_rising,
               0},
           Row{"falling rates",
               {tier(100, .02, 0, 50), tier(200, .01, -1, 20)},
               1,
               TierFlaw::not_rising,
               0},
           Row{"leverage beyond maintenance",
               {tier(100, .02, 0, 51)},
               0,
               TierFlaw::leverage_high,
               0},
       }) {
    const auto fault = find_fault(row.tiers);
    ASSERT_TRUE(fault) << row.what;
    EXPECT_EQ(fault->tier, row.tier) << row.what;
    EXPECT_EQ(fault->flaw, row.flaw) << row.what;
    EXPECT_NEAR(fault->amount.value(), row.amount, 1e-12) << row.what;
  }
  EXPECT_FALSE(find_fault(test::binance_btc_tiers()));
}

RC_GTEST_PROP(TierScheduleProperty, RequirementIsTheGreatestOfItsAffinePieces, ()) {
  const double notional = *rc::gen::map(rc::gen::inRange(0, 2'000'000'000),
                                        [](int n) { return static_cast<double>(n) * 0.9; });
  const TierSchedule schedule(test::binance_btc_tiers());
  double greatest = 0;
  for (const Tier& tier : schedule.tiers()) {
    greatest = std::max(greatest, notional * tier.maintenance_margin_rate.value() -
                                      tier.maintenance_amount.value());
  }
  RC_ASSERT(std::abs(schedule.maintenance(Money(notional)).value() - greatest) <= 1e-12 * notional);
}

}  // namespace
}  // namespace marginwalk::core::tier_schedule_test
