#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "sim/run/run_study.hpp"
#include "sim/scenario/load_study.hpp"
#include "sim/verify/monitored_passage.hpp"
#include "tests/support/temporary_folder.hpp"

/// Entries at levels against closed forms.
namespace marginwalk::run::entries_test {
namespace {

constexpr double notional = 10'000;

Result run_entry(const std::string& step, const std::string& rules) {
  const std::string text =
      "schema: 1\nname: entries\nseed: 12\npaths: 20000\nhorizon: 30d\nstep: " + step + R"(
market:
  assets: {BTC: {price: 100}}
  model: {kind: gbm, volatility: {BTC: 70%}}
  liquidity: {slippage: 10bps}
venue: {maintenance_margin_rate: 0.5%, max_leverage: 100, taker_fee: 0.05%, maker_fee: 0.02%}
account:
  wallet: 15000
  conduct: )" +
      rules + R"(
  positions: [{contract: BTC-PERP, side: long, notional: 10000, leverage: 1}]
)";
  const test::TemporaryFolder folder;
  return *run_study(scenario::load_study(folder.write("study.yaml", text), {}));
}

double mean_of(const Result& result, double conduct::Acts::*value) {
  constexpr auto entries = conduct::Acts::entries();
  std::size_t i = 0;
  while (entries[i].value != value) ++i;
  return result.cells[0].tally.acts[i].moments.mean;
}

/// How likely the level is touched at a step, as a recursion has it; always filled at it, whatever
/// the mark is by then, with the notional that was planned, as a maker.
TEST(EntriesSlow, AreFilledAtTheLevelAsOftenAsItIsTouched) {
  for (const auto& [step, steps] : {std::pair("1d", 30), std::pair("1h", 720)}) {
    for (const double move : {-.03, -.12}) {
      const Result result = run_entry(step, "{entry: " + std::to_string(100 * move) + "%}");
      const double paths = static_cast<double>(result.cells[0].tally.paths);
      const double touched = verify::monitored({.7, 0, move, 30 / 365.}, steps);
      const double entered = mean_of(result, &conduct::Acts::entered);
      EXPECT_NEAR(entered, touched, 3 * std::sqrt(touched * (1 - touched) / paths)) << step << move;
      EXPECT_NEAR(mean_of(result, &conduct::Acts::turnover), notional * entered, 1e-6);
      EXPECT_NEAR(result.cells[0].tally.fees.mean, notional * entered * .0002, 1e-8);
      EXPECT_GT(result.cells[0].tally.slippage.mean, 0) << "a step passes the level";
    }
  }
}

/// All are opened: at the level, or after ten days as takers.
TEST(EntriesSlow, AreMadeAtTheMarketOnceTheyHaveExpired) {
  const Result result = run_entry("1h", "{entry: {at: -12%, expires: 10d, otherwise: market}}");
  const double paths = static_cast<double>(result.cells[0].tally.paths);
  const double touched = verify::monitored({.7, 0, -.12, 10 / 365.}, 240);
  EXPECT_EQ(mean_of(result, &conduct::Acts::entered), 1);
  const double fee = .0002 * touched + .0005 * 1.001 * (1 - touched);
  const double error = (.0005 * 1.001 - .0002) * std::sqrt(touched * (1 - touched) / paths);
  EXPECT_NEAR(result.cells[0].tally.fees.mean / notional, fee, 3 * error);
}

}  // namespace
}  // namespace marginwalk::run::entries_test
