#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/estimate/tally_bytes.hpp"
#include "sim/run/run_study.hpp"
#include "tests/sim/scenario/study_files.hpp"

/// One file, many markets.
namespace marginwalk::scenario::matrix_test {
namespace {

constexpr const char* sweep = R"(baseline: {margin_mode: isolated}
gates: [{where: {horizon: 2d, leverage: 3}, liquidated: {at_most: 50%}}]
matrix:
  axes:
    market.model.volatility.BTC: [55%, 200%]
    account.wallet: {small: 7000, large: 20000}
    horizon: [1d, 2d]
  exclude:
    - {horizon: 1d, account.wallet: large}
    - {market.model.volatility.BTC: 200%, leverage: 3}
  include:
    - {name: fine, step: 30m, account.wiped_out_at: 60%}
)";

std::string swept(const std::string& matrix) {
  const std::string quick =
      replaced(replaced(good_study, "horizon: 30d", "horizon: 2d"), "step: 1m", "step: 1h");
  return replaced(quick, "paths: 10k", "paths: 300") + matrix;
}

std::vector<std::string> names_of(const Study& study) {
  std::vector<std::string> names;
  for (const Cell& cell : study.cells) names.push_back(cell.policy.name);
  return names;
}

TEST(Matrix, CellsAreCalledAfterMarketAndPolicy) {
  const Study study = load_text(swept(sweep));
  const std::vector<std::string> names = names_of(study);
  ASSERT_EQ(names.size(), 3 * 4 + 3 * 2 + 4U);
  EXPECT_EQ(names[0], "BTC55-small-horizon1d-cross-3x");
  EXPECT_EQ(names[1], "BTC55-small-horizon1d-cross-2.5x");
  EXPECT_EQ(names[8], "BTC55-large-horizon2d-cross-3x");
  EXPECT_EQ(names[12], "BTC200-small-horizon1d-cross-2.5x");
  EXPECT_EQ(names.back(), "fine-isolated-2.5x");
  EXPECT_EQ(
      study.cells[8].policy.settings,
      (std::vector<MatrixSetting>{
          {"horizon", "2d"}, {"account.wallet", "large"}, {"market.model.volatility.BTC", "55%"}}));
}

TEST(Matrix, AccountsOfOneMarketWalkTogether) {
  const Study study = load_text(swept(sweep));
  EXPECT_EQ(study.marketplaces.size(), 5U);
  const auto at = [&](std::size_t cell) { return study.cells[cell].marketplace; };
  EXPECT_EQ(at(4), at(8)) << "small and large";
  EXPECT_NE(at(0), at(4)) << "one day and two";
  EXPECT_NE(at(4), at(14)) << "another volatility";
  EXPECT_EQ(study.clock_at(study.place_of(study.cells.back())).step, 1'800U);
}

TEST(Matrix, BaselineAndGatesMatchWhatIsEqualInAllElse) {
  const Study study = load_text(swept(sweep));
  ASSERT_EQ(study.comparisons.size(), study.cells.size() / 2);
  for (const auto& [a, b] : study.comparisons) {
    std::string name = study.cells[a].policy.name;
    name.replace(name.find("cross"), 5, "isolated");
    EXPECT_EQ(name, study.cells[b].policy.name);
  }
  ASSERT_EQ(study.gates.size(), 1U);
  EXPECT_EQ(study.gates[0].cells, (std::vector<std::size_t>{4, 6, 8, 10}));
  const Study one =
      load_text(swept(replaced(sweep, "{margin_mode: isolated}", "{name: fine-isolated-2.5x}")));
  EXPECT_EQ(one.baseline, one.cells.size() - 1);
}

/// A cell is to the bit what a study of its market alone says, and pairs are taken on one path.
TEST(Matrix, CellsAreThoseOfStudiesOfTheirOwn) {
  const Study study = load_text(swept(sweep));
  const auto together = run::run_study(study, {});
  const auto expect_same = [&](const std::string& market, const std::vector<Setting>& settings) {
    const auto alone = run::run_study(load_text(swept(""), settings), {});
    int found = 0;
    for (const run::CellResult& cell : together->cells) {
      for (const run::CellResult& other : alone->cells) {
        if (cell.policy.name != market + "-" + other.policy.name) continue;
        ++found;
        EXPECT_EQ(to_bytes(cell.tally), to_bytes(other.tally)) << cell.policy.name;
      }
    }
    EXPECT_GE(found, 2) << market;
    return *alone;
  };
  expect_same("BTC55-small-horizon1d", {{"account.wallet", "7000"}, {"horizon", "1d"}});
  expect_same("BTC55-large-horizon2d", {{"account.wallet", "20000"}});
  expect_same("BTC200-small-horizon2d",
              {{"account.wallet", "7000"}, {"market.model.volatility.BTC", "200%"}});
  const run::Result fine = expect_same("fine", {{"step", "30m"}, {"account.wiped_out_at", "60%"}});
  const run::DifferenceResult& last = together->differences.back();
  const run::DifferenceResult& own = fine.differences[4];  // cross 2.5x less isolated 2.5x
  EXPECT_EQ(fine.cells[own.a].policy.name + fine.cells[own.b].policy.name,
            "cross-2.5xisolated-2.5x");
  EXPECT_EQ(last.difference.only_a, own.difference.only_a);
  EXPECT_EQ(last.difference.only_b, own.difference.only_b);
  EXPECT_EQ(last.difference.terminal_equity->estimate, own.difference.terminal_equity->estimate);
}

TEST(Matrix, FilesAreReadOnceAndKept) {
  const test::TemporaryFolder folder;
  const std::string calm = "kind: gbm\nvolatility: 20%\ncorrelation: {BTC ETH: 0.5}\n";
  folder.write("models/calm.yaml", calm);
  folder.write("models/wild.yaml", replaced(calm, "20%", "90%"));
  const auto file = folder.write("study.yaml", swept(R"(matrix:
  axes:
    market.model.correlation.BTC ETH: [0.1, 0.9]
    market.model: [models/calm.yaml, models/wild.yaml]
)"));
  const Study study = load_study(file, {{"paths", "40"}}, {});
  EXPECT_EQ(study.sources.size(), 4U);
  EXPECT_EQ(names_of(study).front(), "BTCETH0.1-calm-cross-3x");
  const auto model = [](const Study& of, std::size_t cell) {
    const paths::ModelParameters& at = of.model_at(of.place_of(of.cells[cell]));
    return std::pair(at.volatility[0], at.correlation(0, 1));
  };
  EXPECT_EQ(model(study, 0), std::pair(.2, .1));
  EXPECT_EQ(model(study, 12), std::pair(.9, .9));
  const Study again = load_study(read_again(study.sources));
  EXPECT_EQ(names_of(again), names_of(study));
  EXPECT_EQ(model(again, 12), std::pair(.9, .9));
  EXPECT_EQ(again.paths, 40U);
}

TEST(Matrix, MistakesAreToldWithTheirPlace) {
  const auto expect = [](const std::string& axis, const std::string& message) {
    EXPECT_EQ(problems_of(swept("matrix:\n  axes:\n    " + axis + "\n")), message);
  };
  expect("market.model.volatilty.BTC: [1%, 2%]",
         "study.yaml:32:5: unknown key \"volatilty\"; did you mean volatility?");
  expect("market.assets.BTC.price.x: [1]",
         "study.yaml:32:5: market.assets.BTC.price has no keys (it is the value \"60000\")");
  expect("account.positions.5.leverage: [1, 2]",
         "study.yaml:32:5: \"5\" is no item of the list (0 to 1)");
  expect(
      "horizn: [5d]",
      "study.yaml:32:5: matrix: \"horizn\" is no key that it can set (it sets what is in market, "
      "venue, account, start, horizon, step; the rest is the same for all cells); did you mean "
      "horizon?");
  expect("horizon: []",
         "study.yaml:32:5: matrix: \"horizon\" has no values (a list of them, or a map from names "
         "to values, is expected)");
  expect("horizon: [5d, 5d]",
         "study.yaml:32:19: matrix: two values of horizon are called \"horizon5d\", so that two "
         "cells would be the same or have one name (write the axis as a map from names to values)");
  expect("horizon: [5d, 90s]", "study.yaml:32:19: horizon is not a multiple of step");
  expect("venue: [{max_leverage: 5}]",
         "study.yaml:32:13: venue: a value of the matrix that is no single one needs a name (write "
         "the axis as a map from names to values)");
  expect("horizon: [5d]\n  exclude: [{horizon: 6d}]",
         "study.yaml:33:13: exclude: nothing in the matrix is like this");
  expect("horizon: [5d]\n  exclude: [{leverage: 7}]",
         "study.yaml:33:13: exclude: no policy is like this");
  expect("horizon: [5d]\n  include: [{horizon: 5d}]",
         "study.yaml:33:13: matrix: two markets are called \"horizon5d\" (give one a name)");
  std::string many;
  for (int i = 1; i <= 300; ++i) many += fmt::format("{}{}", i > 1 ? ", " : "", 15'000 + i);
  expect("account.wallet: [" + many + "]",
         "study.yaml:32:5: matrix: 1200 cells (at most 1000): 300 markets of up to 4 policies");
}

}  // namespace
}  // namespace marginwalk::scenario::matrix_test
