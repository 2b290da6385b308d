#include "sim/scenario/load_study.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/requirement.hpp"
#include "tests/sim/scenario/study_files.hpp"

namespace marginwalk::scenario::load_study_test {
namespace {

const LoadOptions installed{std::filesystem::path(MARGINWALK_SOURCE_DIR) / "scenarios"};

std::vector<std::string> names_of(const std::vector<Cell>& cells) {
  std::vector<std::string> names;
  for (const Cell& cell : cells) names.push_back(cell.policy.name);
  return names;
}

TEST(LoadStudy, ReadsEverything) {
  const Study study = load_text(good_study);
  EXPECT_EQ(study.name, "two-legs");
  EXPECT_EQ(study.seed, 7U);
  EXPECT_EQ(study.paths, 10'000U);
  EXPECT_EQ(study.clock.horizon, 30U * 86400);
  EXPECT_EQ(study.clock.step, 60U);
  ASSERT_EQ(study.home().market.assets.size(), 2U);
  EXPECT_EQ(study.home().market.assets[0].name, "BTC");
  EXPECT_EQ(study.home().market.assets[1].start, core::Price(2000));
  EXPECT_EQ(study.home().market.underlying, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(study.home().market.funding[0].rate, core::Rate(0.0001));
  EXPECT_EQ(study.home().market.funding[0].every_seconds, 8U * 3600);
  EXPECT_EQ(study.home().market.liquidity.slippage, core::Rate(0.001));
  EXPECT_EQ(study.model.volatility, (std::vector<double>{0.55, 0.72}));
  EXPECT_EQ(study.model.correlation(0, 1), 0.82);
  EXPECT_EQ(study.model.correlation(1, 0), 0.82);
  ASSERT_EQ(study.home().venue.contracts.size(), 2U);
  EXPECT_EQ(study.home().venue.contracts[0].name, "BTC-PERP");
  EXPECT_EQ(study.home().venue.contracts[1].underlying, "ETH");
  EXPECT_EQ(study.home().venue.contracts[0].liquidation_fee, core::Rate(0.0125));
  EXPECT_EQ(study.home().venue.contracts[0].taker_fee, core::Rate(0.0005));
  EXPECT_EQ(study.home().venue.contracts[0].tiers.maintenance(core::Money(1000)), core::Money(5));
}

TEST(LoadStudy, FillsDefaults) {
  std::string text = replaced(good_study, "seed: 7\n", "");
  text = replaced(text, "  taker_fee: 0.05%\n  liquidation_fee: 1.25%\n", "");
  const Study study = load_text(text);
  EXPECT_EQ(study.seed, 1U);
  for (const core::Contract& contract : study.home().venue.contracts) {
    EXPECT_EQ(contract.taker_fee, core::Rate(0));
    EXPECT_EQ(contract.liquidation_fee, core::Rate(0));
  }
  EXPECT_EQ(study.description, "");
  EXPECT_EQ(study.clock.start, 1767225600);
  EXPECT_EQ(study.model.drift, (std::vector<double>{0, 0}));
  EXPECT_EQ(study.wiped_out_share, 0.05);
  EXPECT_TRUE(study.home().venue.liquidates_at_equality);
  EXPECT_FALSE(study.baseline.has_value());
  EXPECT_TRUE(study.refused.empty());
}

TEST(LoadStudy, AfterALiquidationTheRestContinues) {
  const std::string said =
      replaced(good_study, "  wallet: 15000", "  wallet: 15000\n  after_liquidation: continue");
  EXPECT_EQ(names_of(load_text(said).cells), names_of(load_text(good_study).cells));
}

TEST(LoadStudy, CellsAreTheProductOfTheAxes) {
  const Study study = load_text(good_study);
  EXPECT_EQ(names_of(study.cells),
            (std::vector<std::string>{"cross-3x", "cross-2.5x", "isolated-3x", "isolated-2.5x"}));
  const Cell& isolated = study.cells[2];
  ASSERT_EQ(isolated.account.positions.size(), 2U);
  const core::Position& btc = isolated.account.positions[0];
  EXPECT_EQ(btc.contract, 0U);
  EXPECT_DOUBLE_EQ(btc.size.value(), 0.25) << "5,000 x 3 / 60,000";
  EXPECT_EQ(btc.entry, core::Price(60000)) << "the start price";
  EXPECT_EQ(btc.mode, core::MarginMode::isolated);
  EXPECT_DOUBLE_EQ(btc.margin.value(), 5000);
  const core::Position& eth = isolated.account.positions[1];
  EXPECT_DOUBLE_EQ(eth.size.value(), -1) << "the axis changes the margin, not the notional";
  EXPECT_EQ(eth.leverage, 3) << "the axis overrides the position";
  EXPECT_DOUBLE_EQ(isolated.start_equity.value(), 15000);
}

TEST(LoadStudy, WithoutPoliciesThereIsOneCell) {
  const std::string text =
      replaced(replaced(good_study,
                        "policies:\n  margin_mode: [cross, isolated]\n  leverage: [3, 2.5]\n", ""),
               "margin: 5000", "size: 0.1, entry: 50000, leverage: 4x, margin_mode: isolated");
  const Study study = load_text(text);
  EXPECT_EQ(names_of(study.cells), std::vector<std::string>{"account"});
  const core::Account& account = study.cells[0].account;
  EXPECT_EQ(account.positions[0].mode, core::MarginMode::isolated);
  EXPECT_EQ(account.positions[1].mode, core::MarginMode::cross) << "the default";
  EXPECT_DOUBLE_EQ(account.positions[0].margin.value(), 1250) << "0.1 x 50,000 / 4";
  EXPECT_DOUBLE_EQ(study.cells[0].start_equity.value(), 16000) << "1,000 ahead at the start";
}

TEST(LoadStudy, CapsScaleTogether) {
  const std::string text =
      replaced(good_study, "leverage: [3, 2.5]", "leverage: [10]\n  leverage_cap: [2, 1.3x]");
  const Study study = load_text(text);
  EXPECT_EQ(names_of(study.cells),
            (std::vector<std::string>{"cross-10x-cap2x", "cross-10x-cap1.3x", "isolated-10x-cap2x",
                                      "isolated-10x-cap1.3x"}));
  // 50,000 + 2,000 asked for, 1.3 x 15,000 allowed: three eighths of it.
  const core::Account& account = study.cells[1].account;
  EXPECT_DOUBLE_EQ(account.positions[0].notional(core::Price(60000)).value(), 18750);
  EXPECT_DOUBLE_EQ(account.positions[1].notional(core::Price(2000)).value(), 750);
}

TEST(LoadStudy, NamedPoliciesAreDeltas) {
  const std::string text = replaced(good_study, "leverage: [3, 2.5]", R"(leverage: [3]
  named:
    - name: mixed
      leverage: 5
      margin_mode: cross
      positions:
        - {contract: BTC-PERP, side: long, margin_mode: isolated, notional: 6000}
        - {contract: SOL-PERP, side: long, margin: 100}
baseline: {name: mixed})");
  const Study study = load_text(replaced(
      replaced(text, "    ETH: {price: 2000}\n", "    ETH: {price: 2000}\n    SOL: {price: 100}\n"),
      "{BTC: 55%, ETH: 72%}\n    correlation: {BTC ETH: 0.82}",
      "60%\n    correlation: {ETH BTC: 0.8, SOL BTC: 0.7, ETH SOL: 0.6}"));
  EXPECT_EQ(names_of(study.cells), (std::vector<std::string>{"cross-3x", "isolated-3x", "mixed"}));
  EXPECT_EQ(study.baseline, 2U);
  EXPECT_EQ(study.cells[0].account.positions.size(), 2U);
  EXPECT_EQ(study.model.correlation(1, 2), 0.6);
  const std::vector<core::Position>& positions = study.cells[2].account.positions;
  ASSERT_EQ(positions.size(), 3U);
  EXPECT_EQ(positions[0].mode, core::MarginMode::isolated) << "the change of one position wins";
  EXPECT_DOUBLE_EQ(positions[0].size.value(), 0.1);
  EXPECT_DOUBLE_EQ(positions[0].margin.value(), 1200) << "6,000 / 5";
  EXPECT_EQ(positions[1].mode, core::MarginMode::cross);
  EXPECT_EQ(positions[1].leverage, 5);
  EXPECT_DOUBLE_EQ(positions[2].size.value(), 5) << "100 x 5 / 100";
}

TEST(LoadStudy, ReportsRefusedCells) {
  const Study study = load_text(replaced(good_study, "leverage: [3, 2.5]", "leverage: [3, 150]") +
                                "infeasible: report\n");
  EXPECT_EQ(names_of(study.cells), (std::vector<std::string>{"cross-3x", "isolated-3x"}));
  ASSERT_EQ(study.refused.size(), 2U);
  EXPECT_EQ(study.refused[0].policy.name, "cross-150x");
  EXPECT_EQ(study.refused[0].reason,
            "leverage 150x of BTC-PERP is above the maximum of 125x for a notional of 750,000 at "
            "venue inline");
}

TEST(LoadStudy, VenuesHaveRules) {
  struct Row {
    const char* venue;
    core::Procedure procedure;
    core::ClosingFee closing_fee;
    bool at_equality;
    double requirement;  // of 100 ETH at 2,000, or of 4 BTC at 50,000
  };
  for (const Row& row : {
           Row{"binance-usdm", core::Procedure::reduce, core::ClosingFee::none, true,
               200e3 * .005 - 50},
           Row{"bybit", core::Procedure::tier_ladder, core::ClosingFee::at_bankruptcy, true,
               200e3 * .005 + 180e3 * .00055},
           Row{"dydx-v4", core::Procedure::blocks, core::ClosingFee::none, false, 200e3 * .012},
           Row{"hyperliquid", core::Procedure::book_then_backstop, core::ClosingFee::none, false,
               200e3 * .02},
           Row{"okx", core::Procedure::tier_ladder, core::ClosingFee::at_mark, true,
               200e3 * (.004 + .0005)},
       }) {
    const bool btc = std::string_view(row.venue) == "bybit";
    const std::string text = fmt::format(
        "schema: 1\nname: venues\npaths: 1\nhorizon: 1d\nstep: 1m\nvenue: {}\n"
        "market:\n  assets: {{{}}}\n  model: {{kind: gbm, volatility: {{{}: 50%}}}}\n"
        "account: {{wallet: 100000, positions: [{{contract: {}-PERP, side: long, size: {}, "
        "leverage: 10}}]}}\n",
        row.venue, btc ? "BTC: {price: 50000}" : "ETH: {price: 2000}", btc ? "BTC" : "ETH",
        btc ? "BTC" : "ETH", btc ? 4 : 100);
    const test::TemporaryFolder folder;
    const Study study = load_study(folder.write("study.yaml", text), {}, installed);
    EXPECT_EQ(study.home().venue.liquidation.procedure, row.procedure) << row.venue;
    EXPECT_EQ(study.home().venue.liquidates_at_equality, row.at_equality) << row.venue;
    const core::Contract& contract = study.home().venue.contracts[0];
    EXPECT_EQ(contract.maintenance_rule.closing_fee, row.closing_fee) << row.venue;
    const core::Money required = core::maintenance(contract, study.cells[0].account.positions[0],
                                                   study.home().market.assets[0].start);
    EXPECT_NEAR(required.value(), row.requirement, 1e-6) << row.venue;
  }
}

TEST(LoadStudy, HedgeModeHoldsBothSidesOfAContract) {
  const std::string hedged = replaced(
      replaced(good_study, "  max_leverage: 125\n", "  max_leverage: 125\n  hedge_mode: true\n"),
      "contract: BTC-PERP, side: long", "contract: ETH-PERP, side: long");
  const Study study = load_text(hedged);
  const std::vector<core::Position>& positions = study.cells[0].account.positions;
  ASSERT_EQ(positions.size(), 2U);
  EXPECT_EQ(positions[0].contract, positions[1].contract);
  EXPECT_LT(positions[0].size.value() * positions[1].size.value(), 0);
}

TEST(LoadStudy, TheBoundOfTheBridgeErrorMayBeChosen) {
  EXPECT_EQ(load_text(good_study).bridge_error_bound, 1e-9);
  EXPECT_EQ(load_text(std::string(good_study) + "bridge_error: 1e-12\n").bridge_error_bound, 1e-12);
}

TEST(LoadStudy, SettingsOverrideTheFile) {
  const Study study = load_text(good_study, {{"paths", "500"},
                                             {"seed", "9"},
                                             {"market.model.volatility.BTC", "80%"},
                                             {"account.positions.1.margin", "1000"},
                                             {"policies.leverage", "[5]"}});
  EXPECT_EQ(study.paths, 500U);
  EXPECT_EQ(study.seed, 9U);
  EXPECT_EQ(study.model.volatility, (std::vector<double>{0.80, 0.72}));
  EXPECT_EQ(study.cells.size(), 2U);
  EXPECT_NEAR(study.cells[0].account.positions[0].size.value(), 5000.0 / 60000, 1e-15);
  ASSERT_EQ(study.sources.size(), 6U);
  EXPECT_EQ(study.sources[0].name, "study.yaml");
  EXPECT_EQ(study.sources[0].text, good_study);
  EXPECT_EQ(study.sources[3].name, "market.model.volatility.BTC");
  EXPECT_EQ(study.sources[3].text, "80%");
}

TEST(LoadStudy, ModelFilesMayKnowMore) {
  const test::TemporaryFolder files;
  files.write("models/three.yaml", R"(kind: gbm
drift: {BTC: 5%, ETH: 0, SOL: 0}
volatility: {BTC: 50%, ETH: 60%, SOL: 90%}
correlation: {SOL BTC: 0.7, ETH BTC: 0.8, ETH SOL: 0.75}
)");
  const std::string text = replaced(good_study, R"(model:
    kind: gbm
    volatility: {BTC: 55%, ETH: 72%}
    correlation: {BTC ETH: 0.82})",
                                    "model: models/three.yaml");
  const Study study =
      load_study(files.write("study.yaml", text), {{"market.model.volatility.ETH", "65%"}});
  EXPECT_EQ(study.model.drift, (std::vector<double>{0.05, 0}));
  EXPECT_EQ(study.model.volatility, (std::vector<double>{0.50, 0.65}));
  EXPECT_EQ(study.model.correlation(0, 1), 0.8);
  EXPECT_EQ(study.model.correlation.rows(), 2);
  EXPECT_EQ(study.sources[1].name, "three.yaml");
}

TEST(LoadStudy, VenuesAreFoundAboveTheStudy) {
  const test::TemporaryFolder files;
  files.write("venues/flat.yaml", R"(date: 2025-05-05
sources: [made up]
liquidates_at_equality: false
max_leverage: 20
maintenance_margin_rate: 1%
taker_fee: 0
liquidation_fee: 0
contracts:
  ETH-PERP: {symbol: ETHUSDT, maintenance_margin_rate: 2%}
)");
  const Study study = load_study(files.write("studies/mine/study.yaml", good_study),
                                 {{"venue", "flat"}, {"venue.liquidation_fee", "50bps"}});
  EXPECT_EQ(study.home().venue.name, "flat");
  EXPECT_FALSE(study.home().venue.liquidates_at_equality);
  EXPECT_EQ(study.home().venue.contracts[0].tiers.maintenance(core::Money(100)), core::Money(1));
  EXPECT_EQ(study.home().venue.contracts[1].tiers.maintenance(core::Money(100)), core::Money(2));
  EXPECT_EQ(study.home().venue.contracts[1].liquidation_fee, core::Rate(0.005));
  EXPECT_EQ(study.notes.back(), "The rules of flat are those of 2025-05-05.");
}

TEST(LoadStudy, BinanceTiersAreThoseOfTheirDay) {
  const test::TemporaryFolder files;
  const std::string text = replaced(good_study, "ETH-PERP, side: short", "ETH-PERP, side: long");
  const Study study =
      load_study(files.write("study.yaml", text), {{"venue", "binance-usdm"}}, installed);
  const core::Contract& btc = study.home().venue.contracts[0];
  EXPECT_EQ(btc.tiers.tiers().size(), 12U);
  EXPECT_NEAR(btc.tiers.maintenance(core::Money(1e6)).value(), 1e6 * 0.0065 - 950, 1e-9);
  EXPECT_EQ(btc.tiers.limit(), 1.8e9);
  EXPECT_EQ(btc.liquidation_fee, core::Rate(0.0125));
  EXPECT_EQ(btc.taker_fee, core::Rate(0.0005));
  EXPECT_TRUE(study.home().venue.liquidates_at_equality);
  EXPECT_EQ(study.notes.back(), "The rules of binance-usdm are those of 2024-10-24.");
}

TEST(LoadStudy, SaysWhichQuestionIsAsked) {
  const std::vector<std::string> notes = load_text(good_study).notes;
  ASSERT_EQ(notes.size(), 2U);
  EXPECT_TRUE(notes[0].starts_with("Positions sized by margin"));
  EXPECT_TRUE(notes[1].starts_with("Positions sized by notional or size stay the same"));
  const Study capped =
      load_text(replaced(good_study, "leverage: [3, 2.5]", "leverage: [3]\n  leverage_cap: [1]"));
  ASSERT_EQ(capped.notes.size(), 3U);
  EXPECT_TRUE(capped.notes[2].starts_with("A leverage cap"));
}

TEST(LoadStudy, EveryShippedModelIsReadAndKnowsItsAssets) {
  const std::filesystem::path models = MARGINWALK_SOURCE_DIR "/scenarios/models";
  int read = 0;
  for (const auto& entry : std::filesystem::directory_iterator(models)) {
    const std::string name = entry.path().filename();
    const bool has_sol = name.find("sol") != std::string::npos;
    std::string text = replaced(
        good_study, "    ETH: {price: 2000}\n",
        has_sol ? "    ETH: {price: 2000}\n    SOL: {price: 150}\n" : "    ETH: {price: 2000}\n");
    const std::size_t from = text.find("  model:");
    text.replace(from, text.find("  funding:") - from, "  model: " + entry.path().string() + "\n");
    const Study study = load_text(text);
    EXPECT_EQ(study.model.volatility.size(), has_sol ? 3U : 2U) << name;
    EXPECT_NE(name.find(study.model.kind), std::string::npos) << name;
    EXPECT_GT(study.model.volatility[0], 0) << name;
    ++read;
  }
  EXPECT_GE(read, 10);
}

}  // namespace
}  // namespace marginwalk::scenario::load_study_test
