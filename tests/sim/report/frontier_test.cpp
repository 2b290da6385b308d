#include "sim/report/frontier.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace marginwalk::report::frontier_test {
namespace {

using study::FamilyFrontier;
using study::Frontier;
using study::Point;
using study::Variable;
using study::Verdict;
using testing::HasSubstr;
using testing::Not;

Point point(double setting, double liquidated) {
  const estimate::Estimate growth{-liquidated, -liquidated - 0.01, -liquidated + 0.01};
  return {
      setting, setting, 5'000 * setting, {liquidated, liquidated * 0.9, liquidated * 1.1}, growth};
}

Frontier frontier_with(Variable variable, const FamilyFrontier& family) {
  Frontier frontier{{variable, 0.01}, {}, {family}, {}, 1};
  frontier.study.name = "small";
  frontier.study.paths = 1'000;
  frontier.study.clock = {0, 86'400, 3'600};
  return frontier;
}

FamilyFrontier found() {
  FamilyFrontier family{"cross", Verdict::found};
  family.points = {point(1, 0.0001), point(5, 0.009), point(6, 0.0099), point(7, 0.02)};
  family.cautious = 1;
  family.answer = 2;
  family.hopeful = 3;
  family.growth_optimal = 0;
  return family;
}

TEST(FrontierText, TellsTheAnswerWithItsInterval) {
  const std::string text = frontier_text(frontier_with(Variable::leverage, found()));
  EXPECT_THAT(text, HasSubstr("the largest leverage at which at most 1% of the paths"));
  EXPECT_THAT(text, HasSubstr("[5x, 7x]"));
  EXPECT_THAT(text, HasSubstr("  answer\n"));
  EXPECT_THAT(text, HasSubstr("  grows most\n"));
  EXPECT_THAT(text, Not(HasSubstr("not monotone")));
}

TEST(FrontierText, TurnsTheIntervalOfAWalletRound) {
  FamilyFrontier family = found();
  family.points = {point(9'000, 0.0001), point(7'000, 0.009), point(6'500, 0.0099),
                   point(6'000, 0.02)};
  const std::string text = frontier_text(frontier_with(Variable::wallet, family));
  EXPECT_THAT(text, HasSubstr("the least wallet"));
  EXPECT_THAT(text, HasSubstr("[6,000, 7,000]"));
}

TEST(FrontierText, SaysWhereAnAnswerIsNotTheOnlyOne) {
  FamilyFrontier family = found();
  family.points[0] = point(1, 0.3);
  family.exceeding = {0};
  family.falls = true;
  const std::string text = frontier_text(frontier_with(Variable::leverage, family));
  EXPECT_THAT(text, HasSubstr("cross: not monotone: settings from 1x to 1x are above 1% too"));
}

TEST(FrontierText, SaysWhyThereIsNoCrossing) {
  FamilyFrontier family = found();
  family.verdict = Verdict::all_within;
  family.answer = 3;
  family.hopeful.reset();
  EXPECT_THAT(frontier_text(frontier_with(Variable::leverage_cap, family)),
              HasSubstr("every setting is within 1%; a cap above 7x does not bind"));
  family.refusal_above = "too much";
  EXPECT_THAT(frontier_text(frontier_with(Variable::notional, family)),
              HasSubstr("beyond 7 the venue refuses: too much"));
  family.verdict = Verdict::none_within;
  family.answer.reset();
  EXPECT_THAT(frontier_text(frontier_with(Variable::notional, family)),
              HasSubstr("nothing was looked for beyond 1"));
  EXPECT_THAT(frontier_text(frontier_with(Variable::leverage, {"cross", Verdict::refused, "why"})),
              HasSubstr("cross: the venue refuses every setting (why)."));
}

TEST(FrontierText, EndsInASentenceWhereBothModesHaveAnAnswer) {
  Frontier frontier = frontier_with(Variable::leverage, found());
  frontier.families.push_back(found());
  frontier.families[1].name = "isolated";
  frontier.families[1].answer = 1;
  frontier.ratios = {{0, 1, {1.2, 1.15, 1.2512}}};
  EXPECT_THAT(
      frontier_text(frontier),
      HasSubstr("Liquidated with probability 1% over 1d, cross bears 1.2 times [1.15, 1.251] "
                "the leverage of isolated: 6x against 5x, positions of 30,000 against "
                "25,000.\n"));
  EXPECT_EQ(to_json(frontier)["mode_ratios"][0]["ratio"]["low"], 1.15);
  frontier.question.variable = Variable::wallet;
  EXPECT_THAT(frontier_text(frontier), HasSubstr("cross needs 1.2 times [1.15, 1.251] the wallet"));
}

TEST(FrontierText, IsMarkdownWhereThatIsAsked) {
  const std::string text =
      frontier_text(frontier_with(Variable::leverage, found()), Style::markdown);
  EXPECT_EQ(text.rfind("## small: 1,000 paths", 0), 0U) << text;
  EXPECT_THAT(text, HasSubstr("### the largest leverage at which at most 1% of the paths"));
  EXPECT_THAT(text, HasSubstr("| cross | 6x [5x, 7x] |"));
}

TEST(FrontierJson, HasEveryPoint) {
  const auto json = to_json(frontier_with(Variable::leverage, found()));
  EXPECT_EQ(json["study"]["input_sha256"].get<std::string>().size(), 64U);
  EXPECT_EQ(json["goal"], "the largest leverage");
  EXPECT_EQ(json["frontier"][0]["remark"], "");
  EXPECT_EQ(json["vary"], "leverage");
  EXPECT_EQ(json["at_most"], 0.01);
  const auto& family = json["frontier"][0];
  EXPECT_EQ(family["verdict"], "found");
  EXPECT_EQ(family["answer"], 6);
  EXPECT_EQ(family["cautious"], 5);
  EXPECT_EQ(family["hopeful"], 7);
  EXPECT_EQ(family["monotone"], true);
  EXPECT_EQ(family["points"].size(), 4U);
  EXPECT_EQ(family["points"][1]["liquidated"]["estimate"], 0.009);
}

}  // namespace
}  // namespace marginwalk::report::frontier_test
