#include "sim/scenario/size_position.hpp"

#include <gtest/gtest.h>

#include "core/inverse.hpp"
#include "tests/sim/scenario/study_files.hpp"

/// Sizes that are no amounts, as money. BTC costs 60,000 at a volatility of 55 %, the wallet is
/// 15,000 and funding 0.01 % every 8h, 10.95 % a year.
namespace marginwalk::scenario::size_position_test {
namespace {

/// The good study with one position, under one policy and a drift.
std::string study_with(const std::string& position, const std::string& model = "kind: gbm") {
  std::string text = replaced(good_study,
                              "    - {contract: ETH-PERP, side: short, notional: 2000, "
                              "leverage: 2}\n",
                              "");
  text = replaced(text, "{contract: BTC-PERP, side: long, margin: 5000}",
                  "{contract: BTC-PERP, " + position + "}");
  text = replaced(text, "  margin_mode: [cross, isolated]\n  leverage: [3, 2.5]\n",
                  "  named: [{name: only}]\n");
  return replaced(text, "kind: gbm", model);
}

TEST(SizePosition, AsMoney) {
  struct Row {
    const char* what;
    std::string position;
    std::string model;
    double notional;
    double leverage;
  };
  for (const Row& row : {
           Row{"half of 15,000 at 4x", "side: long, equity_share: 50%, leverage: 4", "kind: gbm",
               30'000, 4},
           Row{"all of it", "side: short, equity_share: 100%, leverage: 7.29", "kind: gbm", 109'350,
               7.29},
           Row{"all of it, isolated",
               "side: long, equity_share: 100%, leverage: 3, margin_mode: isolated", "kind: gbm",
               45'000, 3},
           Row{"40 % a year of 55 %", "side: long, target_volatility: 40%", "kind: gbm",
               15'000 * .40 / .55, 1},
           Row{"110 % a year", "side: short, target_volatility: 110%", "kind: gbm", 30'000, 2},
           Row{"110 % a year, at a leverage of its own",
               "side: short, target_volatility: 110%, leverage: 5", "kind: gbm", 30'000, 5},
           // 0.55^2 + 10 x (0.03^2 + 0.06^2) = 0.3475
           Row{"with jumps", "side: long, target_volatility: 40%",
               "kind: merton\n    jumps: [{rate: 10, mean: -3%, deviation: 6%}]",
               15'000 * .40 / std::sqrt(.3475), 1},
           Row{"half of Kelly", "side: long, kelly_fraction: 50%", "kind: gbm\n    drift: 50%",
               15'000 * .5 * (.5 - .1095) / .3025, 1},
           Row{"all of Kelly", "side: long, kelly_fraction: 100%", "kind: gbm\n    drift: 50%",
               15'000 * (.5 - .1095) / .3025, (.5 - .1095) / .3025},
           Row{"a short that is paid funding", "side: short, kelly_fraction: 100%", "kind: gbm",
               15'000 * .1095 / .3025, 1},
       }) {
    const Study study = load_text(study_with(row.position, row.model));
    const core::Position& position = study.cells[0].account.positions[0];
    EXPECT_NEAR(std::abs(position.size.value()) * 60'000, row.notional, 1e-6) << row.what;
    EXPECT_NEAR(position.leverage, row.leverage, 1e-9) << row.what;
  }
}

TEST(SizePosition, OfWhatIsLeftBesidesAReserve) {
  const Study study =
      load_text(replaced(study_with("side: long, equity_share: 50%, leverage: 4"),
                         "  wallet: 15000", "  conduct: {reserve: 5000}\n  wallet: 15000"));
  EXPECT_NEAR(study.cells[0].account.positions[0].size.value() * 60'000, 20'000, 1e-6);
}

/// Of 0.5 coins a fifth is 0.1: 10x that is 1 coin, a face of 60,000.
TEST(SizePosition, OfCoins) {
  std::string text = study_with("side: long, equity_share: 20%, leverage: 10");
  text = replaced(text, "wallet: 15000", "wallet: {BTC: 0.5}");
  text = replaced(text, "venue:\n", "venue:\n  settlement: coin\n");
  const Study study = load_text(text);
  const core::Contract& contract = study.home().venue.contracts[0];
  ASSERT_TRUE(contract.inverse);
  EXPECT_NEAR(std::abs(study.cells[0].account.positions[0].size.value()), 60'000, 1e-6);
  EXPECT_NE(problems_of(replaced(text, "equity_share: 20%", "kelly_fraction: 20%"))
                .find("the wallet is in coins"),
            std::string::npos);
}

TEST(SizePosition, IsRefusedWithAReason) {
  const std::string growing =
      study_with("side: long, kelly_fraction: 50%", "kind: gbm\n    drift: 50%");
  struct Row {
    std::string text;
    const char* message;
  };
  for (const Row& row : {
           Row{study_with("side: long, kelly_fraction: 50%"),
               "study.yaml:25:7: kelly_fraction: a long of BTC-PERP has no edge (drift 0% less "
               "funding 10.95% a year), and Kelly would not hold it"},
           Row{replaced(growing, "  liquidity:",
                        "  shocks: [{at: 1d, over: 1h, price: {BTC: -10%}}]\n  liquidity:"),
               "kelly_fraction: the mean growth of the price is not known (shocks move prices "
               "besides)"},
           Row{replaced(growing, "  liquidity:",
                        "  pull: {BTC: {level: 60000, strength: 9, within: 3%}}\n  liquidity:"),
               "kelly_fraction: the mean growth of the price is not known (prices are pulled to a "
               "level)"},
           Row{replaced(growing, "every: 8h}",
                        "every: 8h, premium: {mean: 0%, persistence: 80%, response: 0.1%, "
                        "deviation: 0.1%}}"),
               "kelly_fraction: the mean growth of the price is not known (funding moves)"},
           Row{study_with("side: long, equity_share: 50%"),
               "BTC-PERP has no leverage in cell only"},
           Row{study_with("side: long, equity_share: 50, leverage: 2"),
               "equity_share: \"50\" has no unit (a part is written like 55%)"},
           Row{study_with("side: long, target_volatility: 0%"),
               "target_volatility: \"0%\" is out of range (it must be above 0% and at most 1000%)"},
           Row{study_with("side: long, target_volatility: 40%, risk: 100"),
               "study.yaml:25:7: a position has two sizes (give one of margin, notional, size, "
               "risk, equity_share, target_volatility, kelly_fraction)"},
           Row{study_with("side: long, equity_shre: 50%"), "did you mean equity_share?"},
       }) {
    const std::string found = problems_of(row.text);
    EXPECT_NE(found.find(row.message), std::string::npos) << found << "\nnot: " << row.message;
  }
}

}  // namespace
}  // namespace marginwalk::scenario::size_position_test
