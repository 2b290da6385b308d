#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/report/paths_files.hpp"
#include "sim/run/block.hpp"
#include "sim/scenario/load_study.hpp"
#include "tests/support/temporary_folder.hpp"

/// Paths that are written and read back are the same futures.
namespace marginwalk::run::recorded_paths_test {
namespace {

constexpr std::uint64_t paths = 200;

std::string study_text(const std::string& model, const std::string& step) {
  return fmt::format(R"(schema: 1
name: again
seed: 3
paths: {}
horizon: 6d
step: {}
market:
  assets: {{BTC: {{price: 64850}}, ETH: {{price: 1860}}}}
  model: {}
  funding: {{rate: 0.01%, every: 8h}}
venue: {{maintenance_margin_rate: 0.5%, max_leverage: 100, taker_fee: 0.05%, liquidation_fee: 1%}}
account:
  wallet: 1200
  positions:
    - {{contract: BTC-PERP, side: long, notional: 10000}}
    - {{contract: ETH-PERP, side: short, notional: 6000}}
policies: {{margin_mode: [cross, isolated], leverage: [20, 30]}}
)",
                     paths, step, model);
}

constexpr const char* generating =
    "{kind: merton, volatility: 80%, correlation: {BTC ETH: 0.8}, jumps: [{rate: 40, mean: -3%, "
    "deviation: 5%}]}";

void write_paths(const scenario::Study& study, const std::filesystem::path& folder,
                 report::PathFormat format) {
  PathSampler sampler(study, 3600);
  report::PathFiles files(study.name, sampler, study.paths, folder, format);
  const auto add = [&](const PathSampler& drawn) { files.add(drawn); };
  ASSERT_TRUE(sample_paths(sampler, study.paths, {add, {}, nullptr}));
  files.finish();
}

scenario::Study study_of(const test::TemporaryFolder& folder, const std::string& model,
                         const std::string& step = "1h") {
  return scenario::load_study(folder.write("study.yaml", study_text(model, step)));
}

/// Prices are the same but for rounding, so events are the same and money nearly.
void expect_same(const scenario::Study& study, const scenario::Study& again) {
  const BlockRunner first(study);
  const BlockRunner second(again);
  std::size_t liquidated = 0;
  for (std::size_t cell = 0; cell < study.cells.size(); ++cell) {
    for (std::uint64_t path = 0; path < paths; ++path) {
      replay::EventLog events, events_again;
      const replay::Outcome a = first.replay_one(cell, path, events);
      const replay::Outcome b = second.replay_one(cell, path, events_again);
      EXPECT_EQ(a.liquidation_time, b.liquidation_time) << cell << " " << path;
      EXPECT_EQ(a.liquidated_first, b.liquidated_first) << cell << " " << path;
      EXPECT_NEAR(a.terminal_equity.value(), b.terminal_equity.value(), 1e-8);
      liquidated += a.liquidated();
    }
  }
  EXPECT_GT(liquidated, paths / 2);
  EXPECT_LT(liquidated, paths * 7 / 2);
}

TEST(RecordedPaths, ComeBackFromCsvAndNpy) {
  const test::TemporaryFolder folder;
  const scenario::Study study = study_of(folder, generating);
  write_paths(study, folder.path() / "out", report::PathFormat::csv);
  write_paths(study, folder.path() / "out", report::PathFormat::npy);
  const scenario::Study csv = study_of(folder, "{kind: file, prices: out/again-paths.csv}");
  const scenario::Study npy = study_of(
      folder, "{kind: file, prices: {BTC: out/again-BTC.npy, ETH: out/again-ETH.npy}, every: 1h}");
  expect_same(study, csv);
  expect_same(csv, npy);
}

TEST(RecordedPaths, PricesAreTheSameButForRounding) {
  const test::TemporaryFolder folder;
  write_paths(study_of(folder, generating), folder.path() / "out", report::PathFormat::csv);
  const scenario::Study study = study_of(folder, "{kind: file, prices: out/again-paths.csv}");
  const scenario::Study generated = study_of(folder, generating);
  PathSampler recorded(study, 3600);
  PathSampler original(generated, 3600);
  for (const std::uint64_t path : {0U, 1U, 199U}) {
    recorded.draw(path);
    original.draw(path);
    for (std::size_t i = 0; i < 2; ++i) {
      for (std::size_t k = 0; k < recorded.seconds().size(); ++k) {
        const double price = original.prices(i)[k];
        EXPECT_NEAR(recorded.prices(i)[k], price, 1e-14 * price);
      }
    }
  }
}

/// At a finer step prices stay until the hour is over: nobody is liquidated in between.
TEST(RecordedPaths, ClosesAreSeenAtTheirHoursAlone) {
  const test::TemporaryFolder folder;
  write_paths(study_of(folder, generating), folder.path() / "out", report::PathFormat::csv);
  const std::string model = "{kind: file, prices: out/again-paths.csv}";
  expect_same(study_of(folder, model, "1h"), study_of(folder, model, "1m"));
}

/// Growth since the first row is applied to the asset's price, whatever the file's levels.
TEST(RecordedPaths, LevelsDoNotMatter) {
  const test::TemporaryFolder folder;
  folder.write("a.csv", "seconds,BTC,ETH\n0,100,1\n86400,110,2\n172800,90,1\n");
  folder.write("b.csv", "seconds,BTC,ETH\n0,5,8\n86400,5.5,16\n172800,4.5,8\n");
  for (const char* const file : {"a.csv", "b.csv"}) {
    std::string text = study_text(fmt::format("{{kind: file, prices: {}}}", file), "1h");
    for (const auto& [key, value] : {std::pair{"paths: 200", "paths: 1"}, {"6d", "2d"}}) {
      text.replace(text.find(key), std::string(key).size(), value);
    }
    const scenario::Study study = scenario::load_study(folder.write("study.yaml", text));
    PathSampler sampler(study, 86'400);
    sampler.draw(0);
    EXPECT_EQ(sampler.prices(0)[0], 64'850);
    EXPECT_NEAR(sampler.prices(0)[1], 71'335, 1e-9);
    EXPECT_NEAR(sampler.prices(1)[1], 3'720, 1e-9);
    EXPECT_NEAR(sampler.prices(0)[2], 58'365, 1e-9);
  }
}

}  // namespace
}  // namespace marginwalk::run::recorded_paths_test
