#include "sim/report/assessment.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/scenario/load_account.hpp"

namespace marginwalk::report::assessment_test {
namespace {

using testing::HasSubstr;

scenario::Study account_of(const std::string& text) {
  const std::filesystem::path scenarios = MARGINWALK_SOURCE_DIR "/scenarios";
  return scenario::load_account(
      scenario::parse_study_document(text, "account.yaml", {}, {scenarios}));
}

/// Prices by the closed form that each venue's rules come to for one position.
TEST(Assessment, LiquidationPricesAreThoseOfTheClosedForms) {
  struct Row {
    const char* venue;
    const char* asset;
    double price;
    const char* position;
    double liquidation;
  };
  for (const Row& row : {
           // (wallet + amount - size x entry) / (size x rate - size)
           Row{"binance-usdm", "BTC", 58e3, "side: long, size: 1, entry: 60000",
               (20e3 - 60e3) / (.004 - 1)},  // where it is, the first bracket holds
           Row{"binance-usdm", "BTC", 58e3, "side: short, size: 1, entry: 60000",
               (20e3 + 50 + 60e3) / (.005 + 1)},
           Row{"hyperliquid", "ETH", 2e3, "side: long, size: 50",
               (20e3 - 100e3) / (50 * (.02 - 1))},
           Row{"dydx-v4", "SOL", 150, "side: short, size: 1000",
               (20e3 + 150e3) / (1'000 * (.03 + 1))},
           // (entry - side x wallet / size) / (1 - side x (rate + fee)), 500 contracts
           Row{"okx", "ETH", 2e3, "side: long, size: 50", (2e3 - 400) / (1 - .0045)},
           // the fee of closing at entry x (1 - 1 / 10) is added to the requirement
           Row{"bybit", "BTC", 50e3, "side: long, size: 1",
               (50e3 - 20e3 + 45e3 * .00055) / (1 - .005)},
       }) {
    const scenario::Study study = account_of(fmt::format(
        "schema: 1\nmarket: {{assets: {{{0}: {{price: {1}}}}}}}\nvenue: {2}\n"
        "account: {{wallet: 20000, positions: [{{contract: {0}-PERP, leverage: 10, {3}}}]}}\n",
        row.asset, row.price, row.venue, row.position));
    const auto json = assessment_json(study);
    const auto& position = json["accounts"][0]["positions"][0];
    EXPECT_NEAR(position["liquidation_price"].get<double>(), row.liquidation,
                1e-9 * row.liquidation)
        << row.venue << " " << row.position;
    EXPECT_NEAR(position["distance"].get<double>(), row.liquidation / row.price - 1, 1e-9);
    EXPECT_TRUE(position["daily_deviations"].is_null());
  }
}

TEST(Assessment, TellsWhatAnAccountHasAndNeeds) {
  const scenario::Study study = account_of(R"(schema: 1
market:
  assets: {BTC: {price: 58000}, ETH: {price: 2000}}
  model: {kind: gbm, volatility: {BTC: 55%, ETH: 70%}, correlation: {BTC ETH: 0.8}}
venue: {maintenance_margin_rate: 1%, max_leverage: 50}
account:
  wallet: 10000
  positions:
    - {contract: BTC-PERP, side: long, size: 1, entry: 60000, leverage: 10}
    - {contract: ETH-PERP, side: short, size: 5, leverage: 5, margin_mode: isolated}
)");
  const auto account = assessment_json(study)["accounts"][0];
  // 2,000 are posted for ETH; BTC has lost 2,000.
  EXPECT_DOUBLE_EQ(account["equity"], 8'000);
  EXPECT_DOUBLE_EQ(account["wallet"], 8'000);
  EXPECT_DOUBLE_EQ(account["cross_equity"], 6'000);
  EXPECT_DOUBLE_EQ(account["cross_initial_margin"], 5'800);
  EXPECT_DOUBLE_EQ(account["cross_maintenance_margin"], 580);
  EXPECT_DOUBLE_EQ(account["free_collateral"], 200);
  EXPECT_FALSE(account["liquidated_now"]);
  const auto& eth = account["positions"][1];
  EXPECT_NEAR(eth["bankruptcy_price"], 2'400, 1e-9);
  const double liquidation = 12'000 / 5.05;
  EXPECT_NEAR(eth["liquidation_price"], liquidation, 1e-9);
  EXPECT_NEAR(eth["daily_deviations"], std::log(liquidation / 2'000) / (.7 / std::sqrt(365)), 1e-9);
  const std::string text = assessment(study);
  EXPECT_THAT(text, HasSubstr("free collateral 200.00"));
  EXPECT_THAT(text, HasSubstr("ETH-PERP short"));
}

TEST(Assessment, AnAccountThatAVenueWouldRefuseIsAssessed) {
  const scenario::Study study = account_of(R"(schema: 1
market: {assets: {BTC: {price: 51000}}}
venue: {maintenance_margin_rate: 1%, max_leverage: 10}
account:
  wallet: 9500
  positions: [{contract: BTC-PERP, side: long, size: 1, entry: 60000, leverage: 20}]
)");
  EXPECT_TRUE(assessment_json(study)["accounts"][0]["liquidated_now"]);
  EXPECT_THAT(assessment(study), HasSubstr("would liquidate this account now"));
}

TEST(Assessment, OfAStudyHasEveryCell) {
  const std::filesystem::path file = MARGINWALK_SOURCE_DIR "/scenarios/hedged-pair.yaml";
  const scenario::Study study = scenario::load_account(scenario::read_study_document(file, {}, {}));
  EXPECT_EQ(assessment_json(study)["accounts"].size(), study.cells.size());
  EXPECT_GT(study.cells.size(), 1U);
}

}  // namespace
}  // namespace marginwalk::report::assessment_test
