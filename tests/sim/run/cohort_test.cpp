#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sim/report/json.hpp"
#include "sim/run/run_study.hpp"
#include "sim/scenario/load_study.hpp"
#include "sim/verify/monitored_passage.hpp"
#include "tests/support/temporary_folder.hpp"

/// Bands of a cohort of longs without costs, checked each day, whose liquidation is first passage.
namespace marginwalk::run::cohort_test {
namespace {

constexpr double volatility = .7;
constexpr double maintenance = .005;
constexpr int days = 30;

scenario::Study study_of(const std::string& cohort, int paths = 2'000, int seed = 5,
                         const std::string& rest = "") {
  const std::string text = fmt::format(R"(schema: 1
name: cohort
seed: {}
paths: {}
horizon: {}d
step: 1d
market:
  assets: {{BTC: {{price: 100}}}}
  model: {{kind: gbm, volatility: 70%}}
venue: {{maintenance_margin_rate: 0.5%, max_leverage: 100, taker_fee: 0, liquidation_fee: 0}}
account:
  wallet: 15000
  positions: [{{contract: BTC-PERP, side: long, equity_share: 100%}}]
policies:
  cohort: {}
{})",
                                       seed, paths, days, cohort, rest);
  const test::TemporaryFolder folder;
  return scenario::load_study(folder.write("study.yaml", text), {});
}

constexpr const char* mixed =
    "{traders: 24, leverage: {law: log uniform, from: 2, to: 20}, margin_mode: [cross, isolated], "
    "conduct: [{name: holds}, {name: stops, stop_loss: 8%}], bands: [3, 5, 10]}";

/// Of a long that all of its account stands behind.
double passage(double leverage) {
  return verify::monitored(
      {volatility, 0, (maintenance - 1 / leverage) / (1 - maintenance), days / 365.}, days);
}

std::string bytes_of(const Result& result) {
  auto json = report::to_json(result);
  json.erase("timing");
  return json.dump(1);
}

TEST(Cohort, DoesNotDependOnThreads) {
  RunOptions one;
  one.threads = 1;
  RunOptions three;
  three.threads = 3;
  const scenario::Study study = study_of(mixed);
  EXPECT_EQ(bytes_of(*run_study(study, one)), bytes_of(*run_study(study, three)));
}

/// Each trader by itself, as a study of one policy, survives as in the cohort; the band is the
/// mean.
TEST(Cohort, BandsAreTheMeansOfTheirTraders) {
  const Result result = *run_study(study_of(mixed));
  ASSERT_EQ(result.groups.size(), result.study.groups.size());
  for (std::size_t i = 0; i < result.groups.size(); ++i) {
    const scenario::CellGroup& band = result.study.groups[i];
    double liquidated = 0;
    double equity = 0;
    for (const std::size_t cell : band.cells) {
      const Result one = *run_study(scenario::of_cells(result.study, {result.study.cells[cell]}));
      liquidated += one.cells[0].summary.liquidated.estimate;
      equity += one.cells[0].summary.terminal_equity.mean->estimate;
    }
    const auto traders = static_cast<double>(band.cells.size());
    const estimate::GroupSummary& group = result.groups[i];
    EXPECT_NEAR(group.liquidated.estimate, liquidated / traders, 1e-12) << band.name;
    // Survivors and casualties together own what all own.
    const double dead = group.liquidated.estimate;
    const double of_dead = dead > 0 ? dead * group.casualties_equity->estimate : 0;
    const double of_alive = dead < 1 ? (1 - dead) * group.survivors_equity->estimate : 0;
    EXPECT_NEAR(of_dead + of_alive, equity / traders, 1e-6) << band.name;
  }
}

/// Of 100 cohorts of three traders of each leverage, on 512 paths each, as many intervals hold the
/// closed form as should, within three standard errors. Were the nine on a path taken for nine
/// observations, intervals would be too narrow by about a half.
TEST(CohortSlow, IntervalsCoverTheClosedForm) {
  const std::vector<double> leverages{4, 6, 9};
  const double truth = (passage(4) + passage(6) + passage(9)) / 3;
  RunOptions options;
  options.extremes = false;
  int held = 0;
  int held_as_independent = 0;
  for (int seed = 1; seed <= 100; ++seed) {
    const scenario::Study drawn = study_of("{traders: 50, leverage: {of: [4, 6, 9]}}", 512, seed);
    std::vector<scenario::Cell> members;
    for (const double leverage : leverages) {
      const std::size_t before = members.size();
      for (const scenario::Cell& cell : drawn.cells) {
        const bool wanted = cell.policy.leverage == leverage && members.size() < before + 3;
        if (wanted) members.push_back(cell);
      }
    }
    ASSERT_EQ(members.size(), 9U);
    scenario::Study study = scenario::of_cells(drawn, members);
    study.groups = scenario::bands_of(study);
    const estimate::Estimate found = run_study(study, options)->groups[0].liquidated;
    held += *found.low <= truth && truth <= *found.high;
    const double error = std::sqrt(truth * (1 - truth) / (9 * 512));
    held_as_independent += std::abs(found.estimate - truth) <= 1.96 * error;
  }
  EXPECT_GE(held, 95 - 3 * 2.18);
  EXPECT_LT(held_as_independent, 80);
}

TEST(Cohort, AgreesWithFirstPassageTraderByTrader) {
  const Result result = *run_study(study_of(
      "{traders: 30, leverage: {law: log uniform, from: 3, to: 20}, bands: [5, 10]}", 4'000));
  for (std::size_t i = 0; i < result.groups.size(); ++i) {
    double truth = 0;
    for (const std::size_t cell : result.study.groups[i].cells) {
      truth += passage(*result.study.cells[cell].policy.leverage);
    }
    truth /= static_cast<double>(result.study.groups[i].cells.size());
    const estimate::Estimate& found = result.groups[i].liquidated;
    const double error = (*found.high - *found.low) / 2 / 1.96;
    EXPECT_NEAR(found.estimate, truth, 4 * error) << result.study.groups[i].name;
  }
}

TEST(Cohort, ClaimsOfBandsAreJudged) {
  const std::string claim = R"(claim:
  says: Low leverage survives.
  measure: liquidated
  contradicted_by: more
  cases:
    - {cells: {band: up-to-5x}, against: {band: above-10x}}
    - {cells: {band: above-10x}, against: 10%, contradicted_by: less}
)";
  const std::string cohort =
      "{traders: 30, leverage: {law: log uniform, from: 3, to: 20}, bands: [5, 10]}";
  const Result result = *run_study(study_of(cohort, 2'000, 5, claim));
  ASSERT_EQ(result.claims.size(), 1U);
  EXPECT_EQ(result.claims[0].verdict, estimate::ClaimVerdict::supported);
  const estimate::Estimate& difference = *result.claims[0].cases[0].difference;
  EXPECT_NEAR(difference.estimate,
              result.groups[0].liquidated.estimate - result.groups.back().liquidated.estimate,
              1e-12);
  // Pairs are narrower than two intervals side by side.
  const auto width = [](const estimate::Estimate& of) { return *of.high - *of.low; };
  EXPECT_LT(width(difference),
            width(result.groups[0].liquidated) + width(result.groups.back().liquidated));
}

/// Bands of traders who hold the same cannot differ on any path; how sure that is, chance limits.
TEST(Cohort, EqualPositionsDoNotDiffer) {
  scenario::Study study = study_of(
      "{traders: 12, leverage: {from: 3, to: 20}, bands: [5]}", 2'000, 5,
      "claim: {says: S, measure: liquidated, contradicted_by: more, cases: [{cells: {band: "
      "up-to-5x}, against: {band: above-5x}}]}\n");
  for (scenario::Cell& cell : study.cells) cell.account = study.cells[0].account;
  const Result result = *run_study(study);
  EXPECT_GT(result.groups[0].liquidated.estimate, 0);
  EXPECT_EQ(result.groups[0].liquidated.estimate, result.groups[1].liquidated.estimate);
  const estimate::Estimate& difference = *result.claims[0].cases[0].difference;
  EXPECT_EQ(difference.estimate, 0);
  EXPECT_LT(*difference.low, 0);
  EXPECT_EQ(result.claims[0].verdict, estimate::ClaimVerdict::undecided);
}

}  // namespace
}  // namespace marginwalk::run::cohort_test
