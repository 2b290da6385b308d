#include <gtest/gtest.h>

#include <cmath>

#include "sim/run/run_study.hpp"
#include "sim/scenario/load_study.hpp"
#include "tests/support/temporary_folder.hpp"

/// Stops and take-profits against closed forms.
namespace marginwalk::run::exits_test {
namespace {

constexpr double volatility = 1;
constexpr double slippage = .001;

Result run_exits(const char* rules, const char* sizing, int paths,
                 const char* model = "{kind: gbm, volatility: {BTC: 100%}}") {
  const std::string text = R"(schema: 1
name: exits
seed: 11
paths: )" + std::to_string(paths) +
                           R"(
horizon: 40d
step: 1m
market:
  assets: {BTC: {price: 100}}
  model: )" + model + R"(
  liquidity: {slippage: 10bps}
venue: {maintenance_margin_rate: 0.5%, max_leverage: 100, taker_fee: 0.05%, liquidation_fee: 0}
account:
  wallet: 15000
  conduct: )" + rules + R"(
  positions: [{contract: BTC-PERP, side: long, )" +
                           sizing + R"(}]
)";
  const test::TemporaryFolder folder;
  return *run_study(scenario::load_study(folder.write("study.yaml", text), {}));
}

const estimate::Distribution& entry(const Result& result, double conduct::Acts::*value) {
  constexpr auto entries = conduct::Acts::entries();
  std::size_t i = 0;
  while (entries[i].value != value) ++i;
  return result.cells[0].tally.acts[i];
}

double standard_error(const estimate::Distribution& of) {
  const double n = static_cast<double>(of.moments.count);
  return std::sqrt(of.moments.squared_deviations / (n - 1) / n);
}

/// A barrier that is looked at every minute is as one without pause further away by 0.5826 of the
/// deviation of a minute, -zeta(1/2) / sqrt(2 pi) (Broadie, Glasserman and Kou 1997).
const double further = .5826 * volatility * std::sqrt(60 / (365. * 86'400));

/// A martingale that ends at a or b is at b with probability (1 - a) / (b - a).
TEST(ExitsSlow, TakeProfitOrStopFirst) {
  const Result result =
      run_exits("{stop_loss: 8%, take_profit: 12%}", "notional: 10000, leverage: 2", 20'000);
  const double a = .92 * std::exp(-further);
  const double b = 1.12 * std::exp(further);
  const estimate::Distribution& profit = entry(result, &conduct::Acts::take_profit_first);
  EXPECT_GT(profit.moments.count, 19'990U);
  EXPECT_NEAR(profit.moments.mean, (1 - a) / (b - a), 4 * standard_error(profit));
  EXPECT_EQ(result.cells[0].tally.liquidated, 0U);
}

/// A stop loses what was planned and, beyond it, what the price overshoots within a minute.
TEST(ExitsSlow, RiskFirstLosesWhatWasPlanned) {
  const Result result = run_exits("{stop_loss: 5%}", "risk: 2000", 20'000);
  const estimate::Distribution& slip = entry(result, &conduct::Acts::stop_slippage);
  ASSERT_GT(slip.moments.count, 15'000U);
  EXPECT_NEAR(slip.moments.mean, 1 - (1 - slippage) * std::exp(-further), 4 * standard_error(slip));
  const core::Account& account = result.study.cells[0].account;
  const double fill = .95 * (1 - slippage);
  const double notional = 2'000 / (1 - fill + fill * .0005);
  EXPECT_NEAR((account.positions[0].size * core::Price(100)).value(), notional, 1e-6);
  EXPECT_NEAR(account.positions[0].leverage, notional / 15'000, 1e-9);
  // Whoever is stopped loses more than was said, by the price of the overshoot.
  const estimate::Distribution& above = entry(result, &conduct::Acts::loss_above_risk);
  EXPECT_EQ(above.moments.count, 20'000U);
  EXPECT_EQ(std::llround(above.moments.mean * 20'000), slip.moments.count);
  const estimate::Distribution& overshoot = entry(result, &conduct::Acts::risk_overshoot);
  EXPECT_NEAR(overshoot.moments.mean, notional * fill * (1 - std::exp(-further)) * (1 - .0005),
              4 * standard_error(overshoot));
}

/// A day's growth is exp(d z - d^2 / 2): it is 1 - d or less where z <= log(1 - d) / d + d / 2. A
/// long of a fifteenth of the account is never liquidated.
TEST(ExitsSlow, AdverseDaysAreAsManyAsTheNormalLawHas) {
  const Result result = run_exits("{adverse_days: 1}", "notional: 1000, leverage: 1", 4'000);
  const estimate::Distribution& days = entry(result, &conduct::Acts::adverse_days);
  const double d = volatility / std::sqrt(365.);
  const double p = std::erfc(-(std::log(1 - d) / d + d / 2) / std::sqrt(2.)) / 2;
  ASSERT_EQ(days.moments.count, 4'000U);
  EXPECT_NEAR(days.moments.mean, 40 * p, 4 * standard_error(days));
  EXPECT_NEAR(days.moments.variance(), 40 * p * (1 - p), .1 * 40 * p * (1 - p));
}

/// A martingale from 1 that ends at a or b, as above: at b the long from 105 is back at its entry,
/// at a it is liquidated, where 1,000 + 10,000 / 105 x (p - 105) is 0.5 % of 10,000 / 105 x p.
TEST(ExitsSlow, RecoversBeforeItIsLiquidated) {
  const Result result =
      run_exits("{adverse_days: 2}",
                "notional: 10000, leverage: 10, margin_mode: isolated, entry: 105", 20'000);
  const double a = 9'000 * 1.05 / (10'000 * .995) * std::exp(-further);
  const double b = 1.05 * std::exp(further);
  const estimate::Distribution& recovered = entry(result, &conduct::Acts::recovered);
  EXPECT_EQ(recovered.moments.count, 20'000U);
  EXPECT_NEAR(recovered.moments.mean, (1 - a) / (b - a), 4 * standard_error(recovered));
}

/// The price is left between 97 % and 105 % of the entry, far from liquidation at 90.5 %; a jump by
/// exp(-0.3) leads there from anywhere between. So who is liquidated met a jump, at the times of a
/// Poisson process, before leaving: 1 - E exp(-rate x tau), with u = E exp(-rate x tau) from
/// u'' deviation^2 / 2 + u' drift = rate x u and u = 1 at both ends.
TEST(ExitsSlow, StopsLeaveLiquidationsToGaps) {
  constexpr double rate = 200;
  constexpr double deviation = 2;
  const Result result = run_exits("{stop_loss: 3%, take_profit: 5%}",
                                  "notional: 10000, leverage: 10, margin_mode: isolated", 20'000,
                                  "{kind: merton, volatility: 200%, jumps: [{rate: 200, mean: "
                                  "-30%, deviation: 0.0001%, beta: 1}]}");
  const double a = std::log(.97) - deviation * further;
  const double b = std::log(1.05) + deviation * further;
  const double drift = rate * (1 - std::exp(-.3)) - deviation * deviation / 2;
  const double root = std::sqrt(drift * drift + 2 * rate * deviation * deviation);
  const double up = (-drift + root) / (deviation * deviation);
  const double down = (-drift - root) / (deviation * deviation);
  const double wide = std::exp(up * b + down * a) - std::exp(up * a + down * b);
  const double leaves =
      (std::exp(down * a) - std::exp(down * b) + std::exp(up * b) - std::exp(up * a)) / wide;
  const estimate::Tally& tally = result.cells[0].tally;
  const double liquidated = static_cast<double>(tally.liquidated) / 20'000;
  EXPECT_NEAR(liquidated, 1 - leaves, 4 * std::sqrt(leaves * (1 - leaves) / 20'000));
}

}  // namespace
}  // namespace marginwalk::run::exits_test
