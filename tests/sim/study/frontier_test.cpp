#include "sim/study/frontier.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/run/run_study.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/load_study.hpp"
#include "sim/verify/monitored_passage.hpp"
#include "tests/sim/study/documents.hpp"

namespace marginwalk::study::frontier_test {
namespace {

using test::document_with;
using test::one_long;

Frontier frontier_of(const scenario::StudyDocument& document, Variable variable, double at_most) {
  return *find_frontier(document, {variable, at_most}, {});
}

/// Probability that a long is liquidated within the month, by what stands behind it as a share of
/// its notional.
double liquidated(double backing) {
  constexpr double rate = 0.005;
  return verify::monitored({0.7, 0, (rate - backing) / (1 - rate), 30.0 / 365}, 30);
}

/// The backing with which a long is liquidated with a probability.
double backing_for(double probability) {
  double little = 0.01;
  double much = 0.9;
  for (int i = 0; i < 60; ++i) {
    const double middle = (little + much) / 2;
    (liquidated(middle) > probability ? little : much) = middle;
  }
  return little;
}

/// Three standard errors: the interval reaches 1.96 to each side.
void expect_near(const FamilyFrontier& family, double expected) {
  ASSERT_EQ(family.verdict, Verdict::found) << family.name << family.reason;
  const double low = family.points[*family.cautious].value;
  const double high = family.points[*family.hopeful].value;
  const double answer = family.points[*family.answer].value;
  EXPECT_LT(std::abs(answer - expected), 3 / 1.96 * std::abs(high - low) / 2)
      << family.name << ": " << answer << " [" << low << ", " << high << "] against " << expected;
  EXPECT_LT(std::abs(high - low), 0.1 * expected);
}

/// Three times the backing bears three times the leverage on every path: the ratio is known far
/// better than the two answers.
void expect_three_times(const std::vector<ModeRatio>& ratios, double widest) {
  ASSERT_EQ(ratios.size(), 1U);
  EXPECT_EQ(ratios[0].cross, 0U);
  EXPECT_LT(*ratios[0].ratio.low, 3);
  EXPECT_GT(*ratios[0].ratio.high, 3);
  EXPECT_LT(*ratios[0].ratio.high - *ratios[0].ratio.low, widest);
}

void expect_closed_form(int paths, double at_most, double widest_ratio) {
  const double backing = backing_for(at_most);
  const auto document = document_with(
      std::string(one_long) + "policies: {margin_mode: [cross, isolated], leverage: [5]}\n", paths);
  const Frontier by_leverage = frontier_of(document, Variable::leverage, at_most);
  expect_three_times(by_leverage.ratios, widest_ratio);
  expect_near(by_leverage.families[0], 3 / backing);
  expect_near(by_leverage.families[1], 1 / backing);
  expect_near(frontier_of(document, Variable::notional, at_most).families[0], 15'000 / backing);
  expect_near(frontier_of(document, Variable::wallet, at_most).families[0], 25'000 * backing);
  const auto eager = document_with(
      std::string(one_long) + "policies: {margin_mode: [cross], leverage: [50]}\n", paths);
  expect_near(frontier_of(eager, Variable::leverage_cap, at_most).families[0], 1 / backing);
}

TEST(Frontier, IsWhereTheClosedFormCrosses) { expect_closed_form(8'000, 0.1, 0.05); }
TEST(FrontierSlow, IsWhereTheClosedFormCrosses) { expect_closed_form(40'000, 0.02, 0.03); }

TEST(Frontier, AnAnswerIsWhatARunThereSays) {
  const Frontier frontier = frontier_of(document_with(one_long, 4'000), Variable::leverage, 0.05);
  const Point& answer = frontier.families[0].points[*frontier.families[0].answer];
  const Point& next = frontier.families[0].points[*frontier.families[0].answer + 1];
  EXPECT_LT(next.setting, 1.002 * answer.setting);
  for (const Point& point : {answer, next}) {
    scenario::StudyDocument document = document_with(one_long, 4'000);
    scenario::apply({"account.positions.0.leverage", std::to_string(point.setting)}, document.root);
    const auto result = *run::run_study(scenario::load_study(document));
    EXPECT_EQ(result.cells[0].summary.liquidated.estimate, point.liquidated.estimate);
  }
  EXPECT_LE(answer.liquidated.estimate, 0.05);
  EXPECT_GT(next.liquidated.estimate, 0.05);
}

TEST(Frontier, RefusesAPrecision) {
  auto document = document_with(one_long, 2'000);
  scenario::apply({"precision.liquidated", "1%"}, document.root);
  try {
    (void)find_frontier(document, {Variable::leverage, 0.05});
    FAIL();
  } catch (const scenario::InputError& error) {
    EXPECT_NE(std::string(error.what()).find("same stated paths"), std::string::npos);
  }
}

/// The legs of the pair are closed on different paths, so that the two answers are nearly
/// independent, and the ratio is known as the two are.
TEST(FrontierLong, TheRatioOfModesHoldsInOtherSamples) {
  const std::string pair = R"(account:
  wallet: 15000
  positions:
    - {contract: BTC-PERP, side: short, margin: 7500}
    - {contract: ETH-PERP, side: long, margin: 7500}
policies: {margin_mode: [cross, isolated]}
)";
  const auto ratio = [&](int paths, int seed) {
    auto document = document_with(pair, paths);
    scenario::apply({"seed", std::to_string(seed)}, document.root);
    return frontier_of(document, Variable::leverage, 0.05).ratios.at(0).ratio;
  };
  const double truth = ratio(200'000, 1).estimate;
  int held = 0;
  constexpr int samples = 40;
  for (int seed = 2; seed < 2 + samples; ++seed) {
    const estimate::Estimate sample = ratio(2'000, seed);
    held += *sample.low <= truth && truth <= *sample.high;
  }
  EXPECT_GE(held, 34);  // of 38 expected, with a standard deviation of 1.4
  EXPECT_GT(truth, 2);
}

/// Cells that differ in more than the mode are not compared, whichever setting it is in, or whether
/// a named policy says it.
TEST(Frontier, RatiosAreOfFamiliesThatAreAlikeButForTheMode) {
  const auto compared = [](const std::string& policies) {
    const Frontier frontier = frontier_of(document_with(std::string(one_long) + policies, 2'000),
                                          Variable::leverage, 0.1);
    std::vector<std::string> pairs;
    for (const ModeRatio& each : frontier.ratios) {
      pairs.push_back(frontier.families[each.cross].name + " " +
                      frontier.families[each.isolated].name);
    }
    return pairs;
  };
  using Pairs = std::vector<std::string>;
  EXPECT_EQ(compared(R"(policies:
  margin_mode: [cross, isolated]
  conduct: [{name: held}, {name: stopped, stop_loss: 20%}]
)"),
            (Pairs{"cross-held isolated-held", "cross-stopped isolated-stopped"}));
  EXPECT_EQ(compared(R"(policies:
  named:
    - {name: one, margin_mode: cross}
    - {name: two, margin_mode: isolated}
    - {name: three, margin_mode: isolated, conduct: {stop_loss: 20%}}
)"),
            (Pairs{"one two"}));
}

TEST(Frontier, DoesNotDependOnThreads) {
  const auto document = document_with(one_long, 2'000);
  const auto one = *find_frontier(document, {Variable::leverage, 0.05}, {1, {}, {}, nullptr});
  const auto three = *find_frontier(document, {Variable::leverage, 0.05}, {3, {}, {}, nullptr});
  const auto& points = one.families[0].points;
  ASSERT_EQ(points.size(), three.families[0].points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    EXPECT_EQ(points[i].setting, three.families[0].points[i].setting);
    EXPECT_EQ(points[i].growth->estimate, three.families[0].points[i].growth->estimate);
  }
}

TEST(Frontier, LeverageHasNoEffectOnCrossPositionsOfFixedSize) {
  const Frontier frontier = frontier_of(document_with(R"(account:
  wallet: 10000
  positions: [{contract: BTC-PERP, side: long, notional: 40000}]
policies: {margin_mode: [cross, isolated]}
)",
                                                      2'000),
                                        Variable::leverage, 0.4);
  EXPECT_EQ(frontier.families[0].verdict, Verdict::no_effect);
  EXPECT_NE(frontier.families[0].reason.find("no effect on cross positions of fixed size"),
            std::string::npos);
  // 40,000 at less than 4x is more margin than the wallet holds.
  EXPECT_NEAR(frontier.families[1].points.front().value, 4, 0.01);
  EXPECT_NE(frontier.families[1].refusal_below.find("above the wallet of 10,000"),
            std::string::npos);
}

TEST(Frontier, ACapAboveWhatIsAskedForDoesNotBind) {
  const Frontier frontier =
      frontier_of(document_with(std::string(one_long) + "policies: {leverage: [2, 20]}\n", 2'000),
                  Variable::leverage_cap, 0.05);
  ASSERT_EQ(frontier.families.size(), 2U);
  EXPECT_EQ(frontier.families[0].name, "2x");
  EXPECT_EQ(frontier.families[0].verdict, Verdict::all_within);
  EXPECT_NEAR(frontier.families[0].points.back().value, 2.0 / 3, 1e-9);
  EXPECT_FALSE(frontier.families[0].hopeful);
  EXPECT_EQ(frontier.families[1].verdict, Verdict::found);
}

TEST(Frontier, WhatIsNeverWithinHasNoAnswer) {
  const Frontier frontier = frontier_of(document_with(R"(account:
  wallet: 10000
  positions: [{contract: BTC-PERP, side: long, notional: 40000, margin_mode: isolated}]
)",
                                                      2'000),
                                        Variable::leverage, 0.01);
  EXPECT_EQ(frontier.families[0].verdict, Verdict::none_within);
  EXPECT_FALSE(frontier.families[0].answer);
  EXPECT_FALSE(frontier.families[0].cautious);
}

/// Little leverage leaves the short alone, much of it the long; in between they carry each other.
TEST(Frontier, TellsWhereTheProbabilityIsNotMonotone) {
  const Frontier frontier = frontier_of(document_with(R"(account:
  wallet: 10000
  positions:
    - {contract: BTC-PERP, side: long, margin: 4000}
    - {contract: ETH-PERP, side: short, notional: 40000}
policies:
  named: [{name: pair, positions: [{contract: ETH-PERP, side: short, leverage: 50}]}]
)",
                                                      4'000),
                                        Variable::leverage, 0.1);
  const FamilyFrontier& family = frontier.families[0];
  EXPECT_EQ(family.verdict, Verdict::found);
  EXPECT_TRUE(family.falls);
  ASSERT_FALSE(family.exceeding.empty());
  EXPECT_EQ(family.exceeding.front(), 0U);
  EXPECT_LT(family.points[family.exceeding.back()].value, 10);
  EXPECT_GT(family.points[*family.answer].value, 10);
}

/// Half of the prices end above exp((drift - volatility^2 / 2) T), so that half of the accounts of
/// L times equity that are never touched end above 1 + L (that - 1) of the start. It grows in L as
/// long as few are liquidated, and is lost where most are.
TEST(Frontier, MedianGrowthIsTheClosedFormsUntilLiquidationsEndIt) {
  const auto document = document_with(R"(account:
  wallet: 10000
  positions: [{contract: BTC-PERP, side: long, margin: 10000}]
)",
                                      20'000, "kind: gbm, drift: 73.5%, ");
  const FamilyFrontier family = frontier_of(document, Variable::leverage, 0.01).families[0];
  const double median_return = std::expm1((0.735 - 0.49 / 2) * 30 / 365);
  int untouched = 0;
  for (const Point& point : family.points) {
    if (estimate_of(point) > 0.01) continue;
    ++untouched;
    const double expected = std::log1p(point.setting * median_return);
    EXPECT_LT(*point.growth->low, expected) << point.setting;
    EXPECT_GT(*point.growth->high, expected) << point.setting;
  }
  EXPECT_GT(untouched, 5);
  const Point& best = family.points[*family.growth_optimal];
  EXPECT_GT(best.growth->estimate, family.points.front().growth->estimate);
  EXPECT_GT(estimate_of(best), 0.01);
  EXPECT_LT(estimate_of(best), 0.5);
}

}  // namespace
}  // namespace marginwalk::study::frontier_test
