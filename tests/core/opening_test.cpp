#include "core/opening.hpp"

#include <gtest/gtest.h>

#include "tests/support/venues.hpp"

namespace marginwalk::core::opening_test {
namespace {

constexpr MarginMode in_cross = MarginMode::cross;
constexpr MarginMode in_isolated = MarginMode::isolated;

PositionRequest request(Sizing sizing, double amount, double leverage, MarginMode mode,
                        std::size_t contract = 0, bool is_long = true) {
  return {contract, is_long, sizing, amount, Price(contract == 0 ? 100 : 10), mode, leverage};
}

const std::vector marks{Price(100), Price(10)};

TEST(Opening, SizesLeverageAndMargins) {
  struct Row {
    const char* what;
    PositionRequest request;
    std::optional<double> cap;
    double size, leverage, margin, wallet;
  };
  for (const Row& row : {
           Row{"margin x leverage",
               request(Sizing::margin, 100, 10, in_cross),
               {},
               10,
               10,
               0,
               1000},
           Row{"isolated posts it",
               request(Sizing::margin, 100, 10, in_isolated),
               {},
               10,
               10,
               100,
               900},
           Row{"notional", request(Sizing::notional, 500, 10, in_isolated), {}, 5, 10, 50, 950},
           Row{"size", request(Sizing::size, 5, 20, in_isolated), {}, 5, 20, 25, 975},
           Row{"short", request(Sizing::size, 5, 20, in_cross, 0, false), {}, -5, 20, 0, 1000},
           Row{"cap not reached", request(Sizing::margin, 100, 10, in_isolated), 3, 10, 10, 100,
               900},
           Row{"cap: margin stays, leverage falls", request(Sizing::margin, 1000, 20, in_isolated),
               3, 30, 3, 1000, 0},
           Row{"cap: leverage stays, posts less", request(Sizing::notional, 6000, 20, in_isolated),
               3, 30, 20, 150, 850},
       }) {
    const auto opened = open_account(test::two_markets(), Account{Money(1000), {}, {}},
                                     {row.request}, row.cap, marks);
    ASSERT_TRUE(std::holds_alternative<Account>(opened)) << row.what;
    const Account& account = std::get<Account>(opened);
    EXPECT_DOUBLE_EQ(account.positions[0].size.value(), row.size) << row.what;
    EXPECT_DOUBLE_EQ(account.positions[0].leverage, row.leverage) << row.what;
    EXPECT_NEAR(account.positions[0].margin.value(), row.margin, 1e-9) << row.what;
    EXPECT_NEAR(account.wallet.value(), row.wallet, 1e-9) << row.what;
  }
}

TEST(Opening, CapScalesAllPositionsTogether) {
  const auto opened = open_account(test::two_markets(), Account{Money(1000), {}, {}},
                                   {request(Sizing::notional, 3000, 10, in_cross),
                                    request(Sizing::notional, 1000, 10, in_isolated, 1, false)},
                                   2, marks);
  const Account& account = std::get<Account>(opened);
  EXPECT_DOUBLE_EQ(account.positions[0].size.value(), 15);
  EXPECT_DOUBLE_EQ(account.positions[1].size.value(), -50);
  EXPECT_DOUBLE_EQ(account.positions[1].margin.value(), 50);
}

TEST(Opening, CapCountsTheProfitOfAnOlderEntry) {
  PositionRequest old = request(Sizing::size, 40, 10, in_cross);
  old.entry = Price(90);  // profit 400 at a mark of 100
  const auto opened =
      open_account(test::two_markets(), Account{Money(1000), {}, {}}, {old}, 2, marks);
  const Account& account = std::get<Account>(opened);
  // 100 k 40 = 2 (1000 + 400 k): k = 0.625
  EXPECT_DOUBLE_EQ(account.positions[0].size.value(), 25);
  EXPECT_NEAR(
      account.positions[0].notional(Price(100)) / equity(test::two_markets(), account, marks), 2,
      1e-12);
}

TEST(Opening, RefusalsHaveReasonAndFigures) {
  struct Row {
    std::vector<PositionRequest> requests;
    RefusalReason reason;
    double needed, available;
  };
  const Venue venue{"mixed",
                    true,
                    {{"BTC-PERP", "BTC", TierSchedule(test::binance_btc_tiers()), {}, {}},
                     test::two_markets().contracts[1]}};
  for (const Row& row : {
           Row{{request(Sizing::margin, 1001, 2, in_isolated)},
               RefusalReason::margin_above_wallet,
               1001,
               1000},
           Row{{request(Sizing::margin, 600, 2, in_isolated),
                request(Sizing::margin, 600, 2, in_isolated, 1)},
               RefusalReason::margin_above_wallet,
               1200,
               1000},
           Row{{request(Sizing::margin, 1001, 2, in_cross)},
               RefusalReason::initial_above_equity,
               1001,
               1000},
           Row{{request(Sizing::margin, 600, 2, in_isolated),
                request(Sizing::margin, 500, 2, in_cross)},
               RefusalReason::initial_above_equity,
               500,
               400},
           Row{{request(Sizing::margin, 100, 126, in_cross)},
               RefusalReason::leverage_above_tier,
               126,
               125},
           Row{{request(Sizing::margin, 500, 101, in_cross)},
               RefusalReason::leverage_above_tier,
               101,
               100},
           Row{{request(Sizing::notional, 2e9, 1, in_cross)},
               RefusalReason::size_above_last_tier,
               2e9,
               1.8e9},
       }) {
    const auto opened = open_account(venue, Account{Money(1000), {}, {}}, row.requests, {}, marks);
    ASSERT_TRUE(std::holds_alternative<Refusal>(opened)) << row.needed;
    const Refusal& refusal = std::get<Refusal>(opened);
    EXPECT_EQ(refusal.reason, row.reason) << row.needed;
    EXPECT_NEAR(refusal.needed, row.needed, 1e-6) << row.needed;
    EXPECT_NEAR(refusal.available, row.available, 1e-6) << row.needed;
  }
}

TEST(Opening, WholeWalletMayBePosted) {
  for (const double leverage : {2.0, 3.0, 7.0, 20.0}) {
    for (const MarginMode mode : {in_cross, in_isolated}) {
      const auto opened =
          open_account(test::two_markets(), Account{Money(15'000), {}, {}},
                       {request(Sizing::margin, 15'000, leverage, mode)}, {}, marks);
      EXPECT_TRUE(std::holds_alternative<Account>(opened)) << leverage;
    }
  }
}

TEST(Opening, RefusesWhatWouldBeLiquidatedAtOnce) {
  PositionRequest under_water = request(Sizing::size, 10, 10, in_isolated);
  under_water.entry = Price(111);
  const auto opened =
      open_account(test::two_markets(), Account{Money(1000), {}, {}}, {under_water}, {}, marks);
  EXPECT_EQ(std::get<Refusal>(opened).reason, RefusalReason::liquidatable);
}

TEST(Opening, AnInitialMarginRateLimitsLeverage) {
  // At 20 %: isolated positions to 5x, cross ones to 500 of a notional of 2,500, whatever their
  // own.
  Venue venue = test::two_markets();
  venue.contracts[0].initial_margin_rate = Rate(.2);
  const auto open = [&](double wallet, const PositionRequest& request) {
    return open_account(venue, Account{Money(wallet), {}, {}}, {request}, {}, marks);
  };
  const auto refused =
      std::get<Refusal>(open(600, request(Sizing::notional, 2'500, 6, in_isolated)));
  EXPECT_EQ(refused.reason, RefusalReason::leverage_above_tier);
  EXPECT_EQ(refused.needed, 6);
  EXPECT_EQ(refused.available, 5);
  EXPECT_TRUE(
      std::holds_alternative<Account>(open(600, request(Sizing::notional, 2'500, 5, in_isolated))));
  EXPECT_TRUE(
      std::holds_alternative<Account>(open(500, request(Sizing::notional, 2'500, 6, in_cross))));
  const auto lacking = std::get<Refusal>(open(499, request(Sizing::notional, 2'500, 6, in_cross)));
  EXPECT_EQ(lacking.reason, RefusalReason::initial_above_equity);
  EXPECT_EQ(lacking.needed, 500);
}

}  // namespace
}  // namespace marginwalk::core::opening_test
