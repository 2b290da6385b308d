#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/sim/scenario/study_files.hpp"

namespace marginwalk::scenario::broken_studies_test {
namespace {

TEST(BrokenStudies, TheGoodOneLoads) { EXPECT_EQ(problems_of(good_study), "(no problem)"); }

TEST(BrokenStudies, Keys) {
  expect_messages({
      {"paths:", "pahts:",
       "study.yaml:1:1: paths is missing (it is required here)\n"
       "study.yaml:4:1: unknown key \"pahts\"; did you mean paths?"},
      {"  wallet:", "  purse:",
       "study.yaml:23:3: wallet is missing (it is required here)\n"
       "study.yaml:23:3: unknown key \"purse\" (known here: after_liquidation, conduct, positions, "
       "wallet, wiped_out_at)"},
      {"seed: 7", "name: again", "study.yaml:3:1: the key \"name\" is given twice"},
      {"  wallet: 15000", "\twallet: 15000", "study.yaml:23:1: a tab as indentation; use spaces"},
      {"schema: 1", "schema: 2", "study.yaml:1:9: schema: \"2\" is not a known schema (1)"},
      {"name: two-legs", "name: two/legs",
       "study.yaml:2:7: name: \"two/legs\" is not a name (at most 100 letters, digits, - and _)"},
      {"{price: 60000}", "60000",
       "study.yaml:9:10: BTC: a single value is given (a map of keys is expected)"},
      {"[3, 2.5]", "3",
       "study.yaml:29:13: leverage: a single value is given (a list is expected: [3])"},
      {"[3, 2.5]", "[]", "study.yaml:29:13: leverage is empty"},
  });
}

TEST(BrokenStudies, Values) {
  expect_messages({
      {"paths: 10k", "paths: no",
       "study.yaml:4:8: paths: \"no\" is not a count (a whole number, as in 100000, 100k or 1M)"},
      {"paths: 10k",
       "paths:", "study.yaml:4:1: paths: nothing is given (a single value is expected)"},
      {"horizon: 30d", "horizon: 30",
       "study.yaml:5:10: horizon: \"30\" has no unit (a duration is written like 90s, 1m, 8h or "
       "30d)"},
      {"horizon: 30d", "horizon: 1:30",
       "study.yaml:5:10: horizon: \"1:30\" is not a duration (a duration is written like 90s, 1m, "
       "8h or 30d)"},
      {"kind: gbm", "kind: gbm\n    drift: 13000%",
       "study.yaml:13:12: drift: \"13000%\" is out of range (it must be from -10000% to 10000% per "
       "year)"},
      {"horizon: 30d\nstep: 1m\nmarket:\n  assets:\n    BTC: {price: 60000}\n    ETH: {price: "
       "2000}\n  model:\n    kind: gbm",
       "horizon: 730d\nstep: 1m\nmarket:\n  assets:\n    BTC: {price: 60000}\n    ETH: {price: "
       "2000}\n  model:\n    kind: gbm\n    drift: {BTC: -501%, ETH: 500%}",
       "study.yaml:5:10: horizon: too long for a drift of -501% per year (together they would move "
       "prices by a factor of e^-10.02; at most e^10)"},
      {"horizon: 30d", "horizon: 90s", "study.yaml:5:10: horizon is not a multiple of step"},
      {"step: 1m", "step: 7m",
       "study.yaml:6:7: step: \"7m\" is out of range (it must be whole minutes that divide 24 "
       "hours)"},
      {"price: 60000", "price: -60000",
       "study.yaml:9:18: price: \"-60000\" is out of range (it must be above 0 and at most 1e15)"},
      {"BTC: 55%", "BTC: 0.55",
       "study.yaml:13:23: BTC: \"0.55\" has no unit (a volatility is written like 55%)"},
      {"rate: 0.01%", "rate: 8h",
       "study.yaml:15:19: rate: \"8h\" is not a rate (written like 0.5% or 50bps)"},
      {"slippage: 10bps", "slippage: 0.001",
       "study.yaml:16:25: slippage: \"0.001\" has no unit (a share is written like 0.5% or 50bps)"},
      {"[cross, isolated]", "[cross, isloated]",
       "study.yaml:28:24: margin_mode: \"isloated\" is not a margin mode (cross or isolated); did "
       "you mean isolated?"},
  });
}

TEST(BrokenStudies, Models) {
  expect_messages({
      {"kind: gbm", "kind: hestn",
       "study.yaml:12:11: kind: \"hestn\" is not a kind of model (gbm or merton or kou or heston "
       "or "
       "bates or svcj or garch or regimes or file or bootstrap); did you mean heston?"},
      {"kind: gbm", "kind: heston", "study.yaml:12:5: heston is missing (it is required here)"},
      {"kind: gbm", "kind: merton\n    jumps: [{rate: 12, mean: -1%}]",
       "study.yaml:13:13: jumps need a mean and a deviation (a normal size), or up, mean_up and "
       "mean_down (a double exponential one)"},
      {"kind: gbm", "kind: kou\n    jumps: [{rate: 12, mean: -1%, deviation: 2%}]",
       "study.yaml:13:12: jumps: those of kou are double exponential"},
      {"kind: gbm", "kind: garch\n    garch: {every: 1d, alpha: 0.2, beta: 0.9}",
       "study.yaml:13:12: garch: alpha + gamma / 2 + beta of BTC is 1.1000 (must be below 1, else "
       "the "
       "variance has no long-run mean)\n"
       "study.yaml:13:12: garch: alpha + gamma / 2 + beta of ETH is 1.1000 (must be below 1, else "
       "the "
       "variance has no long-run mean)"},
      {"0.82", "1.2",
       "study.yaml:14:28: BTC ETH: \"1.2\" is out of range (a correlation lies between -1 and 1)"},
      {"BTC ETH: 0.82", "BTC ETH: 0.82, ETH BTC: 0.82",
       "study.yaml:14:34: the pair \"ETH BTC\" is given twice (once in either order)"},
      {"{BTC ETH: 0.82}", "{}",
       "study.yaml:14:18: correlation: BTC ETH is missing (every pair is given once)"},
      {"BTC ETH:", "BTC-ETH:",
       "study.yaml:14:18: correlation: BTC ETH is missing (every pair is given once)\n"
       "study.yaml:14:19: \"BTC-ETH\" is no pair of assets (two names, as in BTC ETH)"},
      {"ETH: 72%", "EHT: 72%",
       "study.yaml:13:17: volatility: ETH is missing (every asset of the study needs a value)\n"
       "study.yaml:13:28: \"EHT\" is no asset of the study (BTC, ETH); did you mean ETH?"},
  });
}

TEST(BrokenStudies, CorrelationsThatNoPricesCanHave) {
  const std::string three = replaced(
      replaced(good_study, "ETH: {price: 2000}", "ETH: {price: 2000}\n    SOL: {price: 100}"),
      "{BTC: 55%, ETH: 72%}\n    correlation: {BTC ETH: 0.82}",
      "60%\n    correlation: {BTC ETH: 0.9, BTC SOL: 0.9, ETH SOL: -0.9}");
  const std::string message = problems_of(three);
  const std::string question = "did you mean correlation: ";
  const std::size_t suggestion = message.find(question);
  ASSERT_NE(suggestion, std::string::npos) << message;
  EXPECT_EQ(message.substr(0, suggestion),
            "study.yaml:15:18: correlation: no prices can move together like this (the matrix has "
            "the negative eigenvalue -0.8000); ");
  std::string nearest = message.substr(suggestion + question.size());
  ASSERT_TRUE(nearest.ends_with("?"));
  nearest.pop_back();
  EXPECT_TRUE(nearest.starts_with("{BTC ETH: 0.")) << nearest;
  // What is suggested is accepted.
  EXPECT_EQ(problems_of(replaced(three, "{BTC ETH: 0.9, BTC SOL: 0.9, ETH SOL: -0.9}", nearest)),
            "(no problem)");
}

TEST(BrokenStudies, Venues) {
  expect_messages({
      {"  maintenance_margin_rate: 0.5%\n", "",
       "study.yaml:18:3: maintenance_margin_rate is missing (a contract needs a "
       "maintenance_margin_rate with a max_leverage, or tiers)"},
      {"  max_leverage: 125\n", "",
       "study.yaml:18:3: max_leverage is missing (a contract needs a maintenance_margin_rate with "
       "a max_leverage, or tiers)"},
      {"  maintenance_margin_rate: 0.5%\n  max_leverage: 125\n", R"(  contracts:
    BTC-PERP: {max_leverage: 20}
  tiers:
    - {up_to: 50000, maintenance_margin_rate: 0.4%, maintenance_amount: 0, max_leverage: 125}
)",
       "study.yaml:19:5: max_leverage stands beside tiers (each tier has its own)"},
      {"max_leverage: 125", "max_leverage: 250",
       "study.yaml:18:3: the venue allows leverage 250x (at a maintenance rate of 0.5% its initial "
       "margin would be below maintenance)"},
      {"  maintenance_margin_rate: 0.5%\n  max_leverage: 125\n", R"(  tiers:
    - {up_to: 50000, maintenance_margin_rate: 0.4%, maintenance_amount: 0, max_leverage: 125}
    - {up_to: 600000, maintenance_margin_rate: 0.5%, maintenance_amount: 60, max_leverage: 100}
)",
       "study.yaml:20:7: tier 2 has a maintenance_amount of 60 (the requirement would jump at "
       "50,000; 50 joins it to the tier before)"},
      {"  maintenance_margin_rate: 0.5%\n  max_leverage: 125\n",
       R"(  maintenance: {tiers: whole position}
  tiers:
    - {maintenance_margin_rate: 0.4%, max_leverage: 125}
    - {maintenance_margin_rate: 0.5%, maintenance_amount: 50, max_leverage: 100}
)",
       "study.yaml:20:7: up_to is missing (it is required here)\n"
       "study.yaml:21:39: unknown key \"maintenance_amount\" (known here: "
       "maintenance_margin_rate, max_leverage, up_to)"},
      {"  taker_fee: 0.05%", "  maintenance: {valuation: oracle}\n  taker_fee: 0.05%",
       "study.yaml:20:28: valuation: \"oracle\" is not a price to value positions at (mark or "
       "entry)"},
      {"  taker_fee: 0.05%", "  liquidation: {procedure: tier ladder}\n  taker_fee: 0.05%",
       "study.yaml:20:16: tiers_per_step is missing (it is required here)\n"
       "study.yaml:20:16: from_tier is missing (it is required here)"},
      {"  taker_fee: 0.05%", "  liquidation: {procedure: reduce, share: 10%}\n  taker_fee: 0.05%",
       "study.yaml:20:36: unknown key \"share\" (known here: nets_hedges, procedure)"},
      {"  taker_fee: 0.05%", "  liquidates_at_equality: yes\n  taker_fee: 0.05%",
       "study.yaml:20:27: liquidates_at_equality: \"yes\" is not a truth value (true or false)"},
  });
}

TEST(BrokenStudies, Accounts) {
  expect_messages({
      {"  wallet: 15000", "  wallet: 15000\n  after_liquidation: contniue",
       "study.yaml:24:22: after_liquidation: \"contniue\" is not what may follow a liquidation "
       "(continue or stop or refill); did you mean continue?"},
      {"margin: 5000", "margin: 5000, size: 1",
       "study.yaml:26:7: a position has two sizes (give one of margin, notional, size, "
       "risk, equity_share, target_volatility, kelly_fraction)"},
      {", margin: 5000", "",
       "study.yaml:26:7: the position has no size (give one of margin, notional, size, "
       "risk, equity_share, target_volatility, kelly_fraction)"},
      {"contract: BTC-PERP", "contract: BTC",
       "study.yaml:26:18: contract: \"BTC\" is not known (contracts are called ASSET-PERP)"},
      {"contract: BTC-PERP", "contract: SOL-PERP",
       "study.yaml:26:18: contract: SOL-PERP follows SOL, which has no price (market.assets has "
       "BTC, ETH)"},
      {"contract: BTC-PERP, side: long", "contract: ETH-PERP, side: long",
       "study.yaml:26:7: ETH-PERP is held long and short (venue inline has no hedge mode)"},
      {"contract: BTC-PERP, side: long", "contract: ETH-PERP, side: short",
       "study.yaml:26:7: ETH-PERP is given twice on one side"},
      {"side: long", "side: lnog",
       "study.yaml:26:34: side: \"lnog\" is not a side (long or short); did you mean long?"},
  });
}

TEST(BrokenStudies, CellsThatTheVenueRefuses) {
  expect_messages({
      {"[3, 2.5]", "[3, 126]",
       "study.yaml:26:7: the venue refuses cell cross-126x (leverage 126x of BTC-PERP is above the "
       "maximum of 125x for a notional of 630,000 at venue inline)\n"
       "study.yaml:26:7: the venue refuses cell isolated-126x (leverage 126x of BTC-PERP is above "
       "the maximum of 125x for a notional of 630,000 at venue inline)"},
      {"margin: 5000", "margin: 14500",
       "study.yaml:23:11: the venue refuses cell cross-3x (the cross positions need an initial "
       "margin of 15,166.67, above the equity of 15,000 that is left for them)\n"
       "study.yaml:23:11: the venue refuses cell cross-2.5x (the cross positions need an initial "
       "margin of 15,300, above the equity of 15,000 that is left for them)\n"
       "study.yaml:23:11: the venue refuses cell isolated-3x (isolated margins of 15,166.67 are "
       "above the wallet of 15,000)\n"
       "study.yaml:23:11: the venue refuses cell isolated-2.5x (isolated margins of 15,300 are "
       "above the wallet of 15,000)"},
      {"  leverage: [3, 2.5]\n", "",
       "study.yaml:26:7: BTC-PERP has no leverage in cell cross (give it in the position or in "
       "policies)\n"
       "study.yaml:26:7: BTC-PERP has no leverage in cell isolated (give it in the position or in "
       "policies)"},
  });
}

TEST(BrokenStudies, PoliciesAndBaselines) {
  expect_messages({
      {"[3, 2.5]", "[3, 3x]",
       "study.yaml:28:3: policies: two cells are called \"cross-3x\"\n"
       "study.yaml:28:3: policies: two cells are called \"isolated-3x\""},
      {"[3, 2.5]", "[3]\n  named: [{name: once, leverage: 2, refills: {}}]",
       "study.yaml:30:37: unknown key \"refills\" (known here: after_liquidation, conduct, "
       "leverage, "
       "leverage_cap, margin_mode, name, positions)"},
      {"[3, 2.5]", "[3, 2.5]\nbaseline: {leverage: 4}",
       "study.yaml:30:11: baseline: no cell is like this (the cells are cross-3x, cross-2.5x, "
       "isolated-3x, isolated-2.5x)"},
      {"[3, 2.5]", "[3, 2.5]\nbaseline: {}",
       "study.yaml:30:11: baseline: several cells are like this (cross-3x, cross-2.5x, "
       "isolated-3x, isolated-2.5x)"},
      {"[3, 2.5]", "[3, 200]\ninfeasible: report\nbaseline: {leverage: 200, margin_mode: cross}",
       "study.yaml:31:11: baseline: the venue refuses cell cross-200x (leverage 200x of BTC-PERP "
       "is "
       "above the maximum of 125x for a notional of 1,000,000 at venue inline)"},
      {"[3, 2.5]",
       "[3]\n  named: [{name: hedged, leverage: 2, positions: [{contract: BTC-PERP, side: short, "
       "size: 1}]}]",
       "study.yaml:30:51: BTC-PERP is held long and short (venue inline has no hedge mode)"},
  });
}

TEST(BrokenStudies, Files) {
  const test::TemporaryFolder files;
  const auto said = [&](const std::string& text) {
    return problems_of(files, files.write("study.yaml", text));
  };
  const std::filesystem::path folder = files.write("folder/file", "").parent_path();
  EXPECT_EQ(problems_of(files, folder / "none.yaml"), "folder/none.yaml:1:1: no such file");
  EXPECT_EQ(problems_of(files, folder), "folder:1:1: a folder (a file is expected)");
  EXPECT_EQ(said(""), "study.yaml:1:1: the file is empty");
  EXPECT_EQ(said(std::string("\x7f"
                             "ELF\x02\x01\0",
                             7)),
            "study.yaml:1:1: not a text file (byte 0x7f; UTF-8 is expected)");
  EXPECT_EQ(said(std::string(10'000'000, '[')),
            "study.yaml:1:1: the file is too large (at most 1 MB)");
  EXPECT_EQ(said("a: " + std::string(100, '[') + std::string(100, ']')),
            "study.yaml:1:67: nested too deeply (at most 64 levels)");
  EXPECT_EQ(said("just text"),
            "study.yaml:1:1: study: a single value is given (a map of keys is expected)");
  EXPECT_EQ(said(fmt::format("{}venue2: [\n", good_study)),
            "study.yaml:30:9: this [ is not closed by a ]");
}

TEST(BrokenStudies, FilesThatAStudyNames) {
  const test::TemporaryFolder files;
  const std::filesystem::path study = files.write("study.yaml", good_study);
  files.write("venues/flat.yaml", R"(taker_fee: 0
contracts:
  BTC-PERP: {maintenance_margin_rate: 1%, max_leverge: 10}
)");
  EXPECT_EQ(problems_of(files, study, {{"market.model", "models/none.yaml"}}),
            "--set market.model: model: there is no file \"models/none.yaml\" (paths start at the "
            "folder of the study file)");
  EXPECT_EQ(problems_of(files, study, {{"venue", "flats"}}),
            "--set venue: venue: \"flats\" is not known (there are flat); did you mean flat?");
  EXPECT_EQ(problems_of(files, study, {{"venue", "../flat"}}),
            "--set venue: venue: \"../flat\" is not a name (at most 100 letters, digits, - and _)");
  EXPECT_EQ(problems_of(files, study, {{"venue", "flat"}}),
            "venues/flat.yaml:3:43: unknown key \"max_leverge\"; did you mean max_leverage?");
  files.write("venues/flat.yaml", R"(taker_fee: 0
liquidation_fee: 0
contracts:
  BTC-PERP: {maintenance_margin_rate: 1%, max_leverage: 10}
)");
  EXPECT_EQ(problems_of(files, study, {{"venue", "flat"}}),
            "study.yaml:25:18: contract: \"ETH-PERP\" is not known (venue flat has BTC-PERP)");
}

TEST(BrokenStudies, Settings) {
  EXPECT_EQ(problems_of(good_study, {{"paths", "-1"}}),
            "--set paths: paths: \"-1\" is out of range (it must be from 1 to 1e15)");
  EXPECT_EQ(problems_of(good_study, {{"pahts", "10"}}),
            "--set pahts: unknown key \"pahts\"; did you mean paths?");
  EXPECT_EQ(problems_of(good_study, {{"account.positions.7.margin", "1"}}),
            "--set account.positions.7.margin: \"7\" is no item of the list (0 to 1)");
  EXPECT_EQ(problems_of(good_study, {{"paths.x", "1"}}),
            "--set paths.x: paths has no keys (it is the value \"10k\")");
  EXPECT_EQ(problems_of(good_study, {{"market.model.volatility.BTC", "80"}}),
            "--set market.model.volatility.BTC: BTC: \"80\" has no unit (a volatility is written "
            "like 55%)");
}

TEST(BrokenStudies, SeveralMistakesAreReportedAtOnce) {
  std::string text = replaced(good_study, "seed: 7", "seed: seven");
  text = replaced(text, "step: 1m", "setp: 1m");
  text = replaced(text, "rate: 0.01%", "rate: 0.01");
  text = replaced(text, "side: short", "side: sell");
  EXPECT_EQ(problems_of(text),
            "study.yaml:1:1: step is missing (it is required here)\n"
            "study.yaml:3:7: seed: \"seven\" is not a seed (a whole number from 0 to "
            "18446744073709551615)\n"
            "study.yaml:6:1: unknown key \"setp\"; did you mean step?\n"
            "study.yaml:15:19: rate: \"0.01\" has no unit (a rate is written like 0.5% or 50bps)\n"
            "study.yaml:25:34: side: \"sell\" is not a side (long or short)");
}

}  // namespace
}  // namespace marginwalk::scenario::broken_studies_test
