#include "sim/study/attribution.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/scenario/load_study.hpp"
#include "sim/verify/monitored_passage.hpp"
#include "tests/sim/study/documents.hpp"

namespace marginwalk::study::attribution_test {
namespace {

using estimate::Estimate;
using test::document_with;
using test::one_long;

constexpr const char* pair_of_one_tiny = R"(account:
  wallet: 10000
  positions:
    - {contract: BTC-PERP, side: long, notional: 40000}
    - {contract: ETH-PERP, side: short, notional: 1}
policies: {margin_mode: [cross, isolated], leverage: [10]}
)";

/// A third of a 95 % interval's half width, times 3.
double three_standard_errors(const Estimate& value) {
  return 3 * (*value.high - *value.low) / (2 * 1.96);
}

TEST(Attribution, ATinyLegDoesNothingUnderCrossAndDiesAloneUnderIsolated) {
  const auto study = scenario::load_study(document_with(pair_of_one_tiny, 4'000));
  const Attribution found = *attribute(study, {0, 1});
  ASSERT_EQ(found.cells.size(), 2U);
  for (const CellAttribution& cell : found.cells) {
    ASSERT_EQ(cell.positions.size(), 2U);
    EXPECT_EQ(cell.positions[0].contract, "BTC-PERP");
    EXPECT_TRUE(cell.positions[0].is_long);
    EXPECT_EQ(cell.positions[1].contract, "ETH-PERP");
    EXPECT_FALSE(cell.positions[1].is_long);
    EXPECT_LT(std::abs(cell.positions[1].effect.terminal_equity->estimate), 1) << cell.name;
  }
  const CellAttribution& cross = found.cells[0];
  EXPECT_GT(cross.summary.liquidated.estimate, 0.1);
  EXPECT_EQ(cross.positions[0].effect.liquidated.estimate, cross.summary.liquidated.estimate);
  EXPECT_LT(std::abs(cross.positions[1].effect.liquidated.estimate), 0.001);
  // However small, a leg that is closed is a liquidation.
  EXPECT_GT(*found.cells[1].positions[1].effect.liquidated.low, 0.3);
}

/// With one position and no funding, what it has lost at the mark is all that led there, and the
/// most that can be lost before the requirement is touched is the equity less it.
TEST(Attribution, LossesOfOnePositionAreItsOwn) {
  const auto study = scenario::load_study(document_with(R"(account:
  wallet: 10000
  positions: [{contract: BTC-PERP, side: long, notional: 40000, leverage: 10}]
)",
                                                        2'000));
  const estimate::Summary summary = attribute(study, {0})->cells[0].summary;
  EXPECT_EQ(summary.loss_at_mark->estimate, summary.worst_leg_loss->estimate);
  EXPECT_GT(summary.loss_at_mark->estimate, 10'000 - 0.005 * 40'000);
  EXPECT_EQ(summary.funding_before->estimate, 0);
  EXPECT_EQ(summary.winners_forgone->estimate, 0);
}

/// The effect of a position, and how much oftener a run of both is liquidated than one of the
/// other.
std::pair<estimate::Difference, double> effect_of(std::size_t position, const std::string& both,
                                                  const std::string& other) {
  const Attribution found = *attribute(scenario::load_study(document_with(both, 4'000)), {0});
  const run::Result with = *run::run_study(scenario::load_study(document_with(both, 4'000)));
  const run::Result without = *run::run_study(scenario::load_study(document_with(other, 4'000)));
  const auto liquidated = [](const run::Result& result) {
    return static_cast<double>(result.cells[0].tally.liquidated);
  };
  return {found.cells[0].positions[position].effect, liquidated(with) - liquidated(without)};
}

double net_count(const estimate::Difference& effect) {
  return static_cast<double>(effect.only_a) - static_cast<double>(effect.only_b);
}

/// A hedge whose legs fall together protects: the account without it is liquidated more often.
TEST(Attribution, EffectsAreThoseOfRunsWithoutThePosition) {
  const auto [effect, difference] = effect_of(1, R"(account:
  wallet: 10000
  positions:
    - {contract: BTC-PERP, side: long, notional: 30000, leverage: 10}
    - {contract: ETH-PERP, side: short, notional: 20000, leverage: 10}
)",
                                              R"(account:
  wallet: 10000
  positions: [{contract: BTC-PERP, side: long, notional: 30000, leverage: 10}]
)");
  EXPECT_EQ(net_count(effect), difference);
  EXPECT_LT(*effect.liquidated.high, 0);
}

TEST(Attribution, RulesFollowTheirPositions) {
  const auto [effect, difference] = effect_of(0, R"(account:
  wallet: 6000
  positions:
    - {contract: BTC-PERP, side: long, notional: 30000, leverage: 10, conduct: {take_profit: 3%}}
    - {contract: ETH-PERP, side: short, notional: 20000, leverage: 10, conduct: {stop_loss: 20%}}
)",
                                              R"(account:
  wallet: 6000
  positions:
    - {contract: ETH-PERP, side: short, notional: 20000, leverage: 10, conduct: {stop_loss: 20%}}
)");
  EXPECT_EQ(net_count(effect), difference);
  EXPECT_GT(effect.only_a, 0U);
}

TEST(Attribution, IsolatedMarginOfWhatIsLeftOutReturnsToTheWallet) {
  const auto study = scenario::load_study(document_with(R"(account:
  wallet: 6000
  positions:
    - {contract: BTC-PERP, side: long, notional: 20000, leverage: 4, margin_mode: isolated}
    - {contract: ETH-PERP, side: short, notional: 10000, leverage: 10}
)",
                                                        4'000));
  const auto alone = scenario::load_study(document_with(R"(account:
  wallet: 6000
  positions: [{contract: ETH-PERP, side: short, notional: 10000, leverage: 10}]
)",
                                                        4'000));
  const estimate::Difference effect = attribute(study, {0})->cells[0].positions[0].effect;
  const double with = static_cast<double>(run::run_study(study)->cells[0].tally.liquidated);
  const double without = static_cast<double>(run::run_study(alone)->cells[0].tally.liquidated);
  EXPECT_EQ(static_cast<double>(effect.only_a) - static_cast<double>(effect.only_b),
            with - without);
  EXPECT_GT(with, without);
}

double liquidated(double volatility) {
  constexpr double rate = 0.005;
  constexpr double backing = 0.25;
  return verify::monitored({volatility, 0, (rate - backing) / (1 - rate), 30.0 / 365}, 30);
}

void expect_sensitivity(int paths) {
  const auto study = scenario::load_study(document_with(R"(account:
  wallet: 10000
  positions: [{contract: BTC-PERP, side: long, notional: 40000, leverage: 10}]
)",
                                                        paths));
  const Attribution found = *attribute(study, {0});
  const auto& sensitivities = found.cells[0].sensitivities;
  ASSERT_EQ(sensitivities.size(), 2U);  // no jumps
  EXPECT_TRUE(found.cells[0].positions.empty());

  const Sensitivity& volatility = sensitivities[0];
  EXPECT_EQ(volatility.bump, Bump::volatility);
  const double error = three_standard_errors(volatility.effect.liquidated);
  const double estimate = volatility.effect.liquidated.estimate;
  EXPECT_LT(std::abs(estimate - (liquidated(0.707) - liquidated(0.7))), error);
  const double derivative = (liquidated(0.7001) - liquidated(0.6999)) / 0.0002;
  EXPECT_LT(std::abs(estimate - derivative * 0.007), error);
  EXPECT_LT(error, derivative * 0.007);

  // One position does not know of correlations: not a path changes.
  EXPECT_EQ(sensitivities[1].bump, Bump::correlation);
  EXPECT_EQ(sensitivities[1].effect.only_a + sensitivities[1].effect.only_b, 0U);
}

TEST(Attribution, SensitivityToVolatilityIsTheClosedForms) { expect_sensitivity(20'000); }
TEST(AttributionSlow, SensitivityToVolatilityIsTheClosedForms) { expect_sensitivity(400'000); }

TEST(Attribution, SensitivitiesAreThoseOfRunsUnderTheChangedLaw) {
  const std::string account = R"(account:
  wallet: 10000
  positions:
    - {contract: BTC-PERP, side: long, notional: 40000, leverage: 10}
    - {contract: ETH-PERP, side: short, notional: 20000, leverage: 10}
)";
  const std::string jumps =
      "kind: merton, jumps: [{rate: 24, mean: -5%, deviation: 5%}], drift: 10%, ";
  const auto study = scenario::load_study(document_with(account, 2'000, jumps));
  const Attribution found = *attribute(study, {0});
  ASSERT_EQ(found.cells[0].sensitivities.size(), 3U);
  const auto base = run::run_study(study)->cells[0].tally.liquidated;
  for (const Sensitivity& each : found.cells[0].sensitivities) {
    scenario::Study changed = study;
    changed.model = *bumped(study.model, each.bump);
    const auto count = run::run_study(changed)->cells[0].tally.liquidated;
    EXPECT_EQ(count - base, each.effect.only_a - each.effect.only_b) << text_of(each.bump);
  }
}

/// A market may have a law of its own, which is then the one that is changed.
TEST(Attribution, ChangesTheLawOfTheMarket) {
  auto study = scenario::load_study(
      document_with(std::string(one_long) + "policies: {leverage: [20]}\n", 2'000));
  const Attribution expected = *attribute(study, {0});
  ASSERT_GT(expected.cells[0].sensitivities[0].effect.only_a, 0U);
  study.marketplaces.front().model = study.model;
  for (double& each : study.model.volatility) each *= 2;
  const Attribution found = *attribute(study, {0});
  for (std::size_t i = 0; i < expected.cells[0].sensitivities.size(); ++i) {
    const estimate::Difference& effect = found.cells[0].sensitivities[i].effect;
    EXPECT_EQ(effect.only_a, expected.cells[0].sensitivities[i].effect.only_a);
    EXPECT_EQ(effect.only_b, expected.cells[0].sensitivities[i].effect.only_b);
  }
}

}  // namespace
}  // namespace marginwalk::study::attribution_test
