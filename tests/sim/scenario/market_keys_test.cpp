#include <gtest/gtest.h>

#include <cmath>

#include "tests/sim/scenario/study_files.hpp"

/// Funding by asset, depth of markets, and an insurance fund that ends.
namespace marginwalk::scenario::market_keys_test {
namespace {

using core::Money;
using core::Rate;

constexpr std::string_view fund =
    "  insurance_fund: {size: 1e6, beyond: 5%, cost_per_percent: 2e5,\n"
    "    deleveraging: {share_per_percent: 0.5%, typical_leverage: 10}}\n";

TEST(MarketKeys, FundingByAsset) {
  const auto funding =
      load_text(replaced(good_study, "rate: 0.01%", "rate: {ETH: -2bps, BTC: 1bps}"))
          .home()
          .market.funding;
  EXPECT_EQ(funding, (std::vector{replay::Funding{Rate(.0001), 28'800},
                                  replay::Funding{Rate(-.0002), 28'800}}));
}

TEST(MarketKeys, ImpactIsByVolumeAndVolatility) {
  std::string text = replaced(good_study, "{price: 60000}", "{price: 60000, daily_volume: 20e9}");
  text = replaced(text, "{price: 2000}", "{price: 2000, daily_volume: 10e9}");
  text = replaced(text, "{slippage: 10bps}", "{slippage: 10bps, impact: 0.8, multiplier: 0.25}");
  const core::Liquidity liquidity = load_text(text).home().market.liquidity;
  // A quarter of a hundredth of the day's volume moves BTC as far as a hundredth usually does.
  EXPECT_NEAR(liquidity.loss(0, Money(50e6)).value(), .001 + .8 * .55 / std::sqrt(365) * .1, 1e-12);
  EXPECT_NEAR(liquidity.loss(1, Money(25e6)).value(), .001 + .8 * .72 / std::sqrt(365) * .1, 1e-12);
  const core::Liquidity plain = load_text(good_study).home().market.liquidity;
  EXPECT_EQ(plain.loss(0, Money(50e6)), Rate(.001));
  EXPECT_FALSE(plain.depends_on_size(0));
}

TEST(MarketKeys, AnInsuranceFund) {
  const Study study = load_text(replaced(good_study, "venue:\n", std::string(fund) + "venue:\n"));
  ASSERT_TRUE(study.home().market.insurance_fund);
  const replay::InsuranceFund& read = *study.home().market.insurance_fund;
  EXPECT_EQ(read.size, Money(1e6));
  EXPECT_EQ(read.beyond, .05);
  EXPECT_EQ(read.cost_per_percent, Money(2e5));
  EXPECT_EQ(read.share_per_percent, .005);
  EXPECT_EQ(read.typical_leverage, 10);
  EXPECT_FALSE(load_text(good_study).home().market.insurance_fund);
}

TEST(MarketKeys, APullToALevel) {
  const std::string text =
      replaced(good_study, "venue:\n",
               "  pull: {BTC: {level: 66000, strength: 1825, within: 3%}}\nvenue:\n");
  const std::vector<paths::Pull> pulls = load_text(text).model.pulls;
  ASSERT_EQ(pulls.size(), 2U);
  EXPECT_NEAR(pulls[0].level, std::log(1.1), 1e-15);
  EXPECT_EQ(pulls[0].strength, 1825);
  EXPECT_NEAR(pulls[0].within, std::log(1.03), 1e-15);
  EXPECT_EQ(pulls[1].strength, 0);
  EXPECT_EQ(problems_of(replaced(text, "1825, within: 3%", "8761, within: 0%")),
            "study.yaml:17:40: strength: \"8761\" is above 8760 (the whole distance within an "
            "hour)\n"
            "study.yaml:17:54: within: \"0%\" is out of range (it must be above 0% and at most "
            "100%)");
  EXPECT_EQ(problems_of(replaced(text, "BTC: {level: 66000, ", "SOL: {")),
            "study.yaml:17:10: \"SOL\" is no asset of the study (BTC, ETH)\n"
            "study.yaml:17:15: level is missing (it is required here)");
}

TEST(MarketKeys, MistakesInPricesAndCosts) {
  expect_messages({
      {"{price: 60000}", "{price: 60000, daily_volume: -1}",
       "study.yaml:9:39: daily_volume: \"-1\" is out of range (it must be above 0 and at most "
       "1e15)"},
      {"{price: 60000}", "{price: 60000, open_interest: 0}",
       "study.yaml:9:40: open_interest: \"0\" is out of range (it must be above 0 and at most "
       "1e15)"},
      {"rate: 0.01%", "rate: {BTC: 0.01%}",
       "study.yaml:15:19: rate: ETH is missing (every asset of the study needs a value)"},
      {"rate: 0.01%", "rate: {BTC: 0.01%, ETH: 0.01, SOL: 0}",
       "study.yaml:15:37: ETH: \"0.01\" has no unit (a rate is written like 0.5% or 50bps)\n"
       "study.yaml:15:43: \"SOL\" is no asset of the study (BTC, ETH)"},
      {"rate: 0.01%, ", "", "study.yaml:15:12: rate is missing (it is required here)"},
      {"every: 8h", "every: 90m",
       "study.yaml:15:33: every: \"90m\" is out of range (it must be whole hours that divide 24 "
       "hours)"},
      {"slippage: 10bps", "impact: 1",
       "study.yaml:16:14: liquidity: impact needs the daily_volume of BTC\n"
       "study.yaml:16:14: liquidity: impact needs the daily_volume of ETH"},
      {"slippage: 10bps", "impact: -1",
       "study.yaml:16:23: impact: \"-1\" is out of range (it must be 0 or above, and at most "
       "1e15)"},
      {"slippage: 10bps", "multiplier: 0",
       "study.yaml:16:27: multiplier: \"0\" is out of range (it must be above 0 and at most 1e15)"},
      {"{slippage: 10bps}", "10bps",
       "study.yaml:16:14: liquidity: a single value is given (a map of keys is expected)"},
  });
}

TEST(MarketKeys, MistakesInInsuranceFunds) {
  const std::string good = replaced(good_study, "venue:\n", std::string(fund) + "venue:\n");
  struct Row {
    const char* old;
    const char* replacement;
    const char* message;
  };
  for (const Row& row : {
           Row{"size: 1e6", "size: -1",
               "study.yaml:17:26: size: \"-1\" is out of range (it must be 0 or above, and at most "
               "1e15)"},
           Row{"size: 1e6, ", "", "study.yaml:17:19: size is missing (it is required here)"},
           Row{"beyond: 5%", "beyond: 5",
               "study.yaml:17:39: beyond: \"5\" has no unit (a share is written like 0.5% or "
               "50bps)"},
           Row{"cost_per_percent: 2e5", "cost_per_percent: 2%",
               "study.yaml:17:61: cost_per_percent: \"2%\" is not a number (digits with a point, "
               "as "
               "in 15000 or 0.5 or 20e9)"},
           Row{"{share_per_percent: 0.5%, typical_leverage: 10}", "10%",
               "study.yaml:18:19: deleveraging: a single value is given (a map of keys is "
               "expected)"},
           Row{"share_per_percent: 0.5%, ", "",
               "study.yaml:18:19: share_per_percent is missing (it is required here)"},
           Row{"share_per_percent: 0.5%", "share_per_percent: 0%",
               "study.yaml:18:39: share_per_percent: \"0%\" is out of range (it must be above 0% "
               "and "
               "at most 100%)"},
           Row{"typical_leverage: 10", "typical_leverage: high",
               "study.yaml:18:63: typical_leverage: \"high\" is not a leverage (a number, as in 10 "
               "or 10x)"},
           Row{"beyond: 5%", "beyond: 5%, until: 10%",
               "study.yaml:17:43: unknown key \"until\" (known here: beyond, cost_per_percent, "
               "deleveraging, size)"},
       }) {
    EXPECT_EQ(problems_of(replaced(good, row.old, row.replacement)), row.message);
  }
}

}  // namespace
}  // namespace marginwalk::scenario::market_keys_test
