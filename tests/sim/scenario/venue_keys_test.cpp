#include <gtest/gtest.h>

#include <sstream>

#include "tests/sim/scenario/study_files.hpp"

/// What a venue may say besides its margin table.
namespace marginwalk::scenario::venue_keys_test {
namespace {

using core::Money;
using core::Price;
using core::Rate;
using core::Size;

/// The good study with more keys in its venue.
std::string with_venue_keys(const std::string& keys) {
  return replaced(good_study, "  taker_fee: 0.05%\n", "  taker_fee: 0.05%\n" + keys);
}

/// Messages with the name of the file before each line and column.
std::string in_study(const std::string& messages) {
  std::istringstream lines(messages);
  std::string result;
  for (std::string line; std::getline(lines, line);) {
    result += (result.empty() ? "study.yaml:" : "\nstudy.yaml:") + line;
  }
  return result;
}

TEST(VenueKeys, AreRead) {
  const Study study =
      load_text(replaced(with_venue_keys(R"(  maker_fee: -1bps
  settlement: USDC
  collateral:
    ETH: {weight: 90%}
    BTC: {tiers: [{up_to: 1, weight: 95%}, {up_to: 5, weight: 80%}], tiers_in: amount}
    SOL: {weight: 50%}
  collateral_discount: 2.5%
  funding_keeps_maintenance: true
  deleveraging: {rank: account leverage, price: mark before}
  contracts:
    ETH-PERP: {maker_fee: 2bps, tick: 0.05, contract_size: 0.1}
)"),
                         "wallet: 15000", "wallet: {USDC: 15000, ETH: 2, BTC: 0.5}"));
  const core::Venue& venue = study.home().venue;
  EXPECT_EQ(venue.contracts[0].maker_fee, Rate(-.0001));
  EXPECT_EQ(venue.contracts[0].tick, Price(0));
  EXPECT_EQ(venue.contracts[1].maker_fee, Rate(.0002));
  EXPECT_EQ(venue.contracts[1].tick, Price(.05));
  EXPECT_EQ(venue.contracts[1].contract_size, Size(.1));
  EXPECT_EQ(venue.collateral_discount, Rate(.025));
  EXPECT_TRUE(venue.funding_keeps_maintenance);
  EXPECT_EQ(venue.deleveraging.rank, core::DeleveragingRank::account_leverage);
  EXPECT_EQ(venue.deleveraging.price, core::DeleveragingPrice::mark_before);
  // What the wallet holds, by name.
  ASSERT_EQ(venue.collateral.size(), 2U);
  EXPECT_EQ(venue.collateral[0].name, "BTC");
  EXPECT_EQ(venue.collateral[0].measure, core::CollateralTerms::Measure::amount);
  // 7 BTC: 0.95 + 4 x 0.8, and nothing for the last two
  EXPECT_NEAR(core::discounted(venue.collateral[0], Size(7), Price(100)).value(), 415, 1e-9);
  EXPECT_NEAR(core::discounted(venue.collateral[1], Size(7), Price(100)).value(), 630, 1e-9);
  EXPECT_EQ(study.home().market.underlying, (std::vector<std::size_t>{0, 1, 0, 1}));
  const core::Account& account = study.cells[0].account;
  EXPECT_EQ(account.wallet, Money(15'000));
  EXPECT_EQ(account.collateral, (std::vector{Size(.5), Size(2)}));
  EXPECT_NEAR(study.cells[0].start_equity.value(), 15'000 + 30'000 + 4'000, 1e-9);
}

TEST(VenueKeys, WhatIsNotSaid) {
  const core::Venue venue = load_text(good_study).home().venue;
  EXPECT_TRUE(venue.collateral.empty());
  EXPECT_EQ(venue.collateral_discount, Rate(0));
  EXPECT_FALSE(venue.funding_keeps_maintenance);
  EXPECT_EQ(venue.deleveraging.rank, core::DeleveragingRank::leveraged_return);
  EXPECT_EQ(venue.deleveraging.price, core::DeleveragingPrice::bankruptcy);
  EXPECT_FALSE(venue.contracts[0].inverse);
  EXPECT_EQ(venue.contracts[0].initial_margin_rate, Rate(0));
}

TEST(VenueKeys, FundingFallsAtTheVenuesIntervalWithinItsCap) {
  const auto funding = [](const std::string& rate) {
    const std::string text = with_venue_keys(
        "  funding: {every: 4h, cap: 4bps}\n  contracts:\n    BTC-PERP: {funding: {every: 1h}}\n");
    return load_text(replaced(text, "rate: 0.01%", "rate: " + rate)).home().market.funding;
  };
  // An eighth and a half of the rate for 8 hours.
  EXPECT_EQ(funding("0.08%")[0], (replay::Funding{Rate(.0001), 3600}));
  EXPECT_EQ(funding("0.08%")[1], (replay::Funding{Rate(.0004), 4 * 3600}));
  EXPECT_EQ(funding("0.8%")[0], (replay::Funding{Rate(.001), 3600})) << "has no cap of its own";
  EXPECT_EQ(funding("0.8%")[1], (replay::Funding{Rate(.0004), 4 * 3600}));
  EXPECT_EQ(funding("-0.8%")[1], (replay::Funding{Rate(-.0004), 4 * 3600}));
  EXPECT_EQ(load_text(good_study).home().market.funding[0],
            (replay::Funding{Rate(.0001), 8 * 3600}));
}

TEST(VenueKeys, InitialMarginGrowsWithOpenInterest) {
  const auto scaled = [](const std::string& open_interest) {
    return replaced(
        with_venue_keys(
            "  contracts:\n    BTC-PERP: {open_interest: {lower: 40e6, upper: 100e6}}\n"),
        "{price: 60000}", "{price: 60000, open_interest: " + open_interest + "}");
  };
  const auto rate = [&](const std::string& open_interest) {
    const core::Venue venue = load_text(scaled(open_interest)).home().venue;
    EXPECT_EQ(venue.contracts[1].initial_margin_rate, Rate(0));
    return venue.contracts[0].initial_margin_rate.value();
  };
  EXPECT_NEAR(rate("30e6"), 1.0 / 125, 1e-12);
  EXPECT_NEAR(rate("52e6"), .008 + .992 / 5, 1e-12);
  // Then 5,000 x 3 of BTC ask for 15,000, besides 2,000 / 3 for ETH; and nothing may be levered.
  EXPECT_EQ(
      problems_of(scaled("100e6")),
      "study.yaml:25:11: the venue refuses cell cross-3x (the cross positions need an initial "
      "margin of 15,666.67, above the equity of 15,000 that is left for them)\n"
      "study.yaml:28:7: the venue refuses cell isolated-3x (leverage 3x of BTC-PERP is above "
      "the maximum of 1x for a notional of 15,000 at venue inline)\n"
      "study.yaml:28:7: the venue refuses cell isolated-2.5x (leverage 2.5x of BTC-PERP is "
      "above the maximum of 1x for a notional of 12,500 at venue inline)");
}

TEST(VenueKeys, TablesInContractsEndAtANumberOfThem) {
  const std::string text =
      replaced(good_study, "  maintenance_margin_rate: 0.5%\n  max_leverage: 125\n",
               R"(  maintenance: {tiers: whole position, tiers_in: contracts}
  contracts: {ETH-PERP: {contract_size: 0.1}}
  tiers:
    - {up_to: 5, maintenance_margin_rate: 0.4%, max_leverage: 125}
    - {up_to: 9.5, maintenance_margin_rate: 0.5%, max_leverage: 100}
)");
  // 2,000 are 1 ETH in 10 contracts.
  EXPECT_EQ(problems_of(text, {{"policies.margin_mode", "[cross]"}, {"policies.leverage", "[3]"}}),
            "study.yaml:28:7: the venue refuses cell cross-3x (the number of contracts of 10 in "
            "ETH-PERP is above 9.50, where the tiers of venue inline end)");
}

TEST(VenueKeys, Mistakes) {
  struct Row {
    const char* keys;
    const char* message;
  };
  for (
      const Row& row : {
          Row{"settlement: US$",
              "21:15: settlement: \"US$\" is not a name (at most 100 letters, digits, - and _)"},
          Row{"maker_fee: 0.05",
              "21:14: maker_fee: \"0.05\" has no unit (a rate is written like 0.5% or 50bps)"},
          Row{"collateral: [BTC]",
              "21:15: collateral: a list is given (a map of keys is expected)"},
          Row{"collateral: {BTC: 90%}",
              "21:16: BTC needs a weight or tiers of weights\n"
              "21:21: BTC: a single value is given (a map of keys is expected)"},
          Row{"collateral: {BTC: {}}", "21:16: BTC needs a weight or tiers of weights"},
          Row{"collateral: {BTC: {weight: 90%, tiers: [{weight: 90%}]}}",
              "21:16: BTC needs a weight or tiers of weights"},
          Row{"collateral: {BTC: {weight: 0.9}}",
              "21:30: weight: \"0.9\" has no unit (a rate is written like 0.5% or 50bps)"},
          Row{"collateral: {BTC: {weight: 101%}}",
              "21:30: weight: \"101%\" is out of range (it must be above 0% and at most 100%)"},
          Row{"collateral: {BTC: {wieght: 90%}}",
              "21:16: BTC needs a weight or tiers of weights\n"
              "21:22: unknown key \"wieght\"; did you mean weight?"},
          Row{"collateral: {BTC: {tiers: []}}", "21:29: tiers is empty"},
          Row{"collateral: {BTC: {tiers: [{weight: 90%}, {weight: 80%}]}}",
              "21:30: up_to is missing (it is required here)"},
          Row{"collateral: {BTC: {tiers: [{up_to: 2, weight: 90%}, {up_to: 1, weight: 80%}]}}",
              "21:55: tier 2 does not follow (up_to must rise, weights must not)"},
          Row{"collateral: {BTC: {tiers: [{up_to: 1, weight: 90%}, {up_to: 2, weight: 95%}]}}",
              "21:55: tier 2 does not follow (up_to must rise, weights must not)"},
          Row{"collateral: {BTC: {tiers: [{weight: 90%}], tiers_in: coins}}",
              "21:56: tiers_in: \"coins\" is not what tiers are measured in (value or amount)"},
          Row{"collateral_discount: 100%",
              "21:24: collateral_discount: \"100%\" is out of range (it must be from 0% to below "
              "100%)"},
          Row{"funding: 8h", "21:12: funding: a single value is given (a map of keys is expected)"},
          Row{"funding: {cap: 2%}", "21:12: every is missing (it is required here)"},
          Row{"funding: {every: 7h}",
              "21:20: every: \"7h\" is out of range (it must be whole hours that divide 24 hours)"},
          Row{"funding: {every: 8h, cap: 0%}",
              "21:29: cap: \"0%\" is out of range (it must be above 0% and at most 100%)"},
          Row{"funding: {every: 8h, rate: 1%}",
              "21:24: unknown key \"rate\" (known here: cap, "
              "every)"},
          Row{"funding_keeps_maintenance: yes",
              "21:30: funding_keeps_maintenance: \"yes\" is not a truth value (true or false)"},
          Row{"deleveraging: {rank: leverage}",
              "21:17: price is missing (it is required here)\n"
              "21:24: rank: \"leverage\" is not a rank (leveraged return or account leverage or "
              "none); did you mean leveraged return?"},
          Row{"deleveraging: {rank: none, price: marks}",
              "21:37: price: \"marks\" is not a price to deleverage at (bankruptcy price or mark "
              "or "
              "mark before); did you mean mark?"},
          Row{"contracts: {BTC-PERP: {tick: 0}}",
              "21:32: tick: \"0\" is out of range (it must be above 0 and at most 1e15)"},
          Row{"contracts: {BTC-PERP: {open_interest: 40e6}}",
              "21:41: open_interest: a single value is given (a map of keys is expected)"},
          Row{"contracts: {BTC-PERP: {open_interest: {lower: 0}}}",
              "21:41: upper is missing (it is required here)"},
          Row{"contracts: {BTC-PERP: {open_interest: {lower: 2e6, upper: 1e6}}}",
              "21:41: open_interest: upper is not above lower"},
      }) {
    EXPECT_EQ(problems_of(with_venue_keys("  " + std::string(row.keys) + "\n")),
              in_study(row.message));
  }
}

}  // namespace
}  // namespace marginwalk::scenario::venue_keys_test
