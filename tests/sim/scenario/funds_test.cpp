#include <gtest/gtest.h>

#include "core/inverse.hpp"
#include "tests/sim/scenario/study_files.hpp"

/// Wallets of money and collateral, and of coins.
namespace marginwalk::scenario::funds_test {
namespace {

using core::Money;
using core::Price;
using core::Size;

/// The good study, with BTC-PERP alone, at a venue that settles in coins.
std::string coin_study() {
  const std::string text = replaced(
      good_study, "    - {contract: ETH-PERP, side: short, notional: 2000, leverage: 2}\n", "");
  return replaced(replaced(text, "margin: 5000", "margin: 0.1"), "  taker_fee: 0.05%\n",
                  "  taker_fee: 0.05%\n  settlement: coin\n  contracts: {BTC-PERP: {contract_size: "
                  "100}}\n");
}

std::string in_coins(const std::string& wallet) {
  return replaced(coin_study(), "wallet: 15000", "wallet: " + wallet);
}

TEST(Funds, AnAccountInCoins) {
  const Study study = load_text(in_coins("{BTC: 0.5}"));
  const core::Contract& contract = study.home().venue.contracts[0];
  EXPECT_TRUE(contract.inverse);
  ASSERT_EQ(study.home().market.assets.size(), 3U);
  EXPECT_EQ(study.home().market.assets[2].name, "1/BTC");
  EXPECT_EQ(study.home().market.assets[2].derived, (paths::DerivedPrice{0, true, false}));
  EXPECT_EQ(study.home().market.underlying, std::vector<std::size_t>{2});
  const core::Account& account = study.cells[0].account;
  EXPECT_EQ(account.wallet, Money(.5));
  EXPECT_EQ(account.coin, 0U);
  // 0.1 BTC x 3 at 60,000
  const core::Position& position = account.positions[0];
  EXPECT_TRUE(core::is_long(contract, position));
  EXPECT_NEAR(core::quote_notional(contract, position.size, position.entry).value(), 18'000, 1e-6);
  EXPECT_NEAR(core::quoted(contract, position.entry).value(), 60'000, 1e-6);
  EXPECT_NEAR(study.cells[0].start_equity.value(), 30'000, 1e-6);
  EXPECT_EQ(study.notes.back(),
            "The account is in coins: wallet and margins are coins, results are worth in quote "
            "currency.");
}

TEST(Funds, AnInverseSizeCountsContractsAndAnEntryIsQuoted) {
  const Study study =
      load_text(replaced(in_coins("{BTC: 0.5}"), "margin: 0.1", "size: 60, entry: 50000"));
  const core::Contract& contract = study.home().venue.contracts[0];
  const core::Position& position = study.cells[0].account.positions[0];
  EXPECT_EQ(core::quote_notional(contract, position.size, position.entry), Money(6'000));
  EXPECT_NEAR(core::quoted(contract, position.entry).value(), 50'000, 1e-6);
  // 6,000 from 50,000 at 60,000: 0.12 - 0.1 BTC ahead
  EXPECT_NEAR(study.cells[0].start_equity.value(), 60'000 * .52, 1e-6);
  const Study by_notional =
      load_text(replaced(in_coins("{BTC: 0.5}"), "margin: 0.1", "notional: 6000"));
  EXPECT_EQ(by_notional.cells[0].account.positions[0].size, Size(-6'000));
}

TEST(Funds, MoneyMayBeNamed) {
  const Study study = load_text(replaced(good_study, "wallet: 15000", "wallet: {USDT: 15000}"));
  EXPECT_EQ(study.cells[0].account.wallet, Money(15'000));
  EXPECT_TRUE(study.cells[0].account.collateral.empty());
}

TEST(Funds, MistakesInWallets) {
  expect_messages({
      {"wallet: 15000", "wallet: {}", "study.yaml:23:11: wallet is empty"},
      {"wallet: 15000", "wallet: [15000]",
       "study.yaml:23:11: wallet: a list is given (a single value is expected)"},
      {"wallet: 15000", "wallet: {USDT: -5}",
       "study.yaml:23:18: USDT: \"-5\" is out of range (it must be above 0 and at most 1e15)"},
      {"wallet: 15000", "wallet: 0",
       "study.yaml:23:11: wallet: \"0\" is out of range (it must be above 0 and at most 1e15)"},
      {"wallet: 15000", "wallet: {USDT: 1, USDT: 2}",
       "study.yaml:23:21: the key \"USDT\" is given twice"},
  });
}

/// What is said of one cell.
std::string refusal(const std::string& text) {
  return problems_of(text, {{"policies.margin_mode", "[cross]"}, {"policies.leverage", "[3]"}});
}

TEST(Funds, WalletsThatTheVenueDoesNotTake) {
  const std::string with_collateral =
      replaced(good_study, "  taker_fee: 0.05%\n",
               "  taker_fee: 0.05%\n  collateral: {BTC: {weight: 95%}, SOL: {weight: 90%}}\n");
  EXPECT_EQ(refusal(replaced(good_study, "wallet: 15000", "wallet: {USDT: 15000, BTC: 1}")),
            "study.yaml:23:11: the venue refuses cell cross-3x (wallet: inline takes no BTC as "
            "collateral (it takes USDT))");
  EXPECT_EQ(refusal(replaced(with_collateral, "wallet: 15000", "wallet: {USDC: 15000}")),
            "study.yaml:24:11: the venue refuses cell cross-3x (wallet: inline takes no USDC as "
            "collateral (it takes USDT, BTC, SOL))");
  EXPECT_EQ(refusal(replaced(with_collateral, "wallet: 15000", "wallet: {USDT: 15000, SOL: 1}")),
            "study.yaml:24:11: the venue refuses cell cross-3x (wallet: SOL has no price "
            "(market.assets))");
  for (const char* const wallet : {"15000", "{USDT: 15000}", "{BTC: 1, ETH: 1}"}) {
    EXPECT_EQ(refusal(in_coins(wallet)),
              "study.yaml:25:11: the venue refuses cell cross-3x (inline settles BTC-PERP in BTC "
              "(its wallet is written like {BTC: 0.5}))");
  }
  EXPECT_EQ(
      refusal(replaced(in_coins("{BTC: 0.5}"), "  positions:\n",
                       "  positions:\n    - {contract: ETH-PERP, side: long, margin: 0.1}\n")),
      "study.yaml:25:11: the venue refuses cell cross-3x (inline settles each contract in its "
      "coin, "
      "and BTC and ETH are two wallets (run a study for each))");
}

TEST(Funds, RefusalsInCoins) {
  EXPECT_EQ(
      refusal(replaced(in_coins("{BTC: 0.0015}"), "margin: 0.1", "margin: 0.002")),
      "study.yaml:25:11: the venue refuses cell cross-3x (the cross positions need an initial "
      "margin of 0.002, above the equity of 0.0015 that is left for them)");
  // What is told of a notional is in coins, as tiers are.
  for (const char* const size : {"notional: 60000", "size: 600", "margin: 0.00793650793651"}) {
    EXPECT_EQ(
        problems_of(replaced(in_coins("{BTC: 0.5}"), "margin: 0.1", size),
                    {{"policies.margin_mode", "[cross]"}, {"policies.leverage", "[126]"}}),
        "study.yaml:27:7: the venue refuses cell cross-126x (leverage 126x of BTC-PERP is above "
        "the maximum of 125x for a notional of 1 at venue inline)");
  }
}

}  // namespace
}  // namespace marginwalk::scenario::funds_test
