#include "sim/study/variation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/scenario/input_error.hpp"
#include "sim/study/feasible_range.hpp"
#include "tests/sim/study/documents.hpp"

namespace marginwalk::study::variation_test {
namespace {

using test::document_with;
using test::one_long;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* policies = R"(policies:
  margin_mode: [cross, isolated]
  leverage: [5, 10]
  named: [{name: bold, leverage: 20}]
baseline: {name: bold}
)";

const core::Position& position(Variation& variation, const std::string& family, double setting) {
  return std::get<const scenario::Cell*>(variation.cell(family, setting))->account.positions[0];
}

TEST(Variation, TheVariedAxisIsNoPartOfAFamily) {
  const auto document = document_with(std::string(one_long) + policies);
  EXPECT_THAT(Variation(document, Variable::leverage).families(),
              ElementsAre("cross", "isolated", "bold"));
  EXPECT_THAT(Variation(document, Variable::wallet).families(),
              ElementsAre("cross-5x", "cross-10x", "isolated-5x", "isolated-10x", "bold"));
  const auto plain = document_with(one_long);
  EXPECT_THAT(Variation(plain, Variable::leverage).families(), ElementsAre("account"));
  const auto named =
      document_with(std::string(one_long) + "policies: {named: [{name: bold}, {name: meek}]}\n");
  EXPECT_THAT(Variation(named, Variable::leverage).families(), ElementsAre("bold", "meek"));
}

TEST(Variation, PutsTheSettingIntoEveryCell) {
  const auto document = document_with(std::string(one_long) + policies);
  Variation leverage(document, Variable::leverage);
  for (const std::string& family : leverage.families()) {
    EXPECT_EQ(position(leverage, family, 7.5).leverage, 7.5) << family;
    EXPECT_NEAR(position(leverage, family, 7.5).size.value(), 37'500.0 / 60'000, 1e-12) << family;
  }
  Variation notional(document, Variable::notional);
  EXPECT_NEAR(position(notional, "cross-5x", 0.5).size.value(), 12'500.0 / 60'000, 1e-12);
  Variation wallet(document, Variable::wallet);
  const auto cell = std::get<const scenario::Cell*>(wallet.cell("isolated-5x", 6'000));
  EXPECT_EQ(cell->start_equity.value(), 6'000);
  EXPECT_EQ(cell->account.wallet.value(), 1'000);
}

TEST(Variation, ScalesPositionsHoweverTheyAreSized) {
  Variation variation(document_with(R"(account:
  wallet: 100000
  positions:
    - {contract: BTC-PERP, side: long, size: 0.5, leverage: 5}
    - {contract: ETH-PERP, side: short, notional: 10000, leverage: 5}
policies:
  book:
    one: [{contract: BTC-PERP, side: long, margin: 2000, leverage: 5}]
)"),
                      Variable::notional);
  const scenario::Study& study = variation.at(2);
  EXPECT_NEAR(total_notional(study, study.cells[0]), 20'000, 1e-9);
  Variation account(document_with(R"(account:
  wallet: 100000
  positions:
    - {contract: BTC-PERP, side: long, size: 0.5, leverage: 5}
    - {contract: ETH-PERP, side: short, notional: 10000, leverage: 5}
)"),
                    Variable::notional);
  const scenario::Study& twice = account.at(2);
  EXPECT_NEAR(total_notional(twice, twice.cells[0]), 80'000, 1e-9);
}

void expect_refused(const std::string& rest, Variable variable, const std::string& reason) {
  try {
    Variation variation(document_with(rest), variable);
    FAIL() << reason;
  } catch (const scenario::InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr(reason));
  }
}

TEST(Variation, RefusesWhatCannotVary) {
  expect_refused(R"(account:
  wallet: 0
  positions: [{contract: BTC-PERP, side: long, margin: 5000, leverage: 2}]
)",
                 Variable::wallet, "small.yaml:12:11: wallet: \"0\" is out of range");
  expect_refused(R"(account:
  wallet: {USDT: 5, BTC: 1}
  positions: [{contract: BTC-PERP, side: long, margin: 5000, leverage: 2}]
)",
                 Variable::wallet, "it holds several things");
  expect_refused(
      std::string(one_long) + "policies: {margin_mode: [cross], named: [{name: cross}]}\n",
      Variable::leverage, "two cells are called cross where leverage varies");
  expect_refused(one_long, Variable::wallet, "BTC-PERP has no leverage");
  expect_refused(std::string(one_long) + "policies: {cohort: {traders: 2, leverage: {of: [3]}}}\n",
                 Variable::leverage, "cohort: its traders are as they are drawn");
  expect_refused(R"(account:
  wallet: 15000
  positions: [{contract: BTC-PERP, side: long, equity_share: 50%, leverage: 2}]
)",
                 Variable::notional, "equity_share: a notional that varies is given as an amount");
}

TEST(Variation, ATraderOfACohortIsAFamily) {
  Variation wallet(document_with(std::string(one_long) +
                                 "policies: {cohort: {traders: 2, leverage: {of: [3]}}}\n"),
                   Variable::wallet);
  EXPECT_EQ(wallet.families(), (std::vector<std::string>{"trader-1", "trader-2"}));
}

TEST(FeasibleRange, EndsWhereTheVenueRefuses) {
  Variation variation(document_with(R"(account:
  wallet: 10000
  positions: [{contract: BTC-PERP, side: long, notional: 40000, margin_mode: isolated}]
)"),
                      Variable::leverage);
  const auto range = std::get<FeasibleRange>(feasible_range(variation, "account"));
  EXPECT_GE(range.least, 4);
  EXPECT_LT(range.least, 4.01);
  EXPECT_THAT(range.refusal_below, HasSubstr("are above the wallet of 10,000"));
  EXPECT_EQ(range.most, 100);
  EXPECT_EQ(range.refusal_above, "");
}

TEST(FeasibleRange, SaysWhyThereIsNone) {
  Variation variation(document_with(R"(account:
  wallet: 10000
  positions: [{contract: BTC-PERP, side: long, margin: 40000}]
)"),
                      Variable::leverage);
  EXPECT_THAT(std::get<std::string>(feasible_range(variation, "account")),
              HasSubstr("above the equity of 10,000"));
}

TEST(FeasibleRange, SpacesSettingsByEqualRatios) {
  EXPECT_THAT(spaced(1, 100, 5), ElementsAre(1, 3.162, 10, 31.62, 100));
  EXPECT_THAT(spaced(2, 2, 5), ElementsAre(2));
}

}  // namespace
}  // namespace marginwalk::study::variation_test
