#include "sim/report/explanation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/report/small_result.hpp"

namespace marginwalk::report::explanation_test {
namespace {

using testing::HasSubstr;
using testing::Not;

replay::Event event(replay::EventKind kind, std::uint32_t seconds, const core::Account& account) {
  return {kind, seconds, {core::Price(100), core::Price(10)}, account, {}, {}, {}};
}

replay::Event stamp(std::uint32_t seconds, const core::Account& account, double paid) {
  replay::Event result = event(replay::EventKind::funding, seconds, account);
  result.funding = core::Money(paid);
  return result;
}

class Explanation : public testing::Test {
 protected:
  [[nodiscard]] std::string text() const {
    const std::vector<PathStory> stories{{&cell_, log_, outcome_, {}}};
    return explain(study_, 41, stories, Style::terminal);
  }

  scenario::Study study_ = small_study();
  scenario::Cell cell_ = small_cell("isolated", core::MarginMode::isolated);
  replay::EventLog log_{event(replay::EventKind::start, 0, cell_.account)};
  replay::Outcome outcome_ = ended_at(1'000);
};

TEST_F(Explanation, BeginsWithTheAccount) {
  EXPECT_THAT(text(), HasSubstr("small: path 41 of isolated; 1h from 2026-01-01T00:00Z"));
  EXPECT_THAT(text(), HasSubstr("BTC-PERP long"));
  EXPECT_THAT(text(), HasSubstr("ETH-PERP short"));
  // Long 50 at 100 with 500 posted: (50 x 100 - 500) / (50 x 0.995) and 90.
  EXPECT_THAT(text(), HasSubstr("90.45    -9.55%       90.00"));
  EXPECT_THAT(text(), HasSubstr("Not liquidated."));
}

TEST_F(Explanation, FundingFoldsFromThreeStampsOn) {
  log_.push_back(stamp(60, cell_.account, 1.5));
  log_.push_back(stamp(120, cell_.account, -2));
  EXPECT_THAT(text(), HasSubstr("paid 1.50\n"));
  EXPECT_THAT(text(), HasSubstr("received 2.00\n"));
  EXPECT_THAT(text(), Not(HasSubstr("folded")));
  log_.push_back(stamp(180, cell_.account, 4));
  EXPECT_THAT(text(), HasSubstr("2026-01-01T00:03Z  funding"));
  EXPECT_THAT(text(), HasSubstr("3 stamps since 2026-01-01T00:01Z,\n"));
  EXPECT_THAT(text(), HasSubstr("paid 3.50 in all (folded)"));
}

TEST_F(Explanation, LiquidationIsToldWithItsMoney) {
  core::Account account = cell_.account;
  replay::Event closed = event(replay::EventKind::liquidation, 600, account);
  closed.liquidation =
      core::liquidate(study_.home().venue, closed.account, core::Scope::isolated(1),
                      std::vector{core::Price(100), core::Price(11)},
                      core::Liquidity{core::Liquidity{core::Rate(0.001)}});
  log_.push_back(closed);
  outcome_ = liquidated_at(600, 494.5);
  outcome_.bankrupt = true;
  EXPECT_THAT(text(), HasSubstr("isolated ETH-PERP short; worst leg ETH-PERP short\n"));
  EXPECT_THAT(text(), HasSubstr("equity 0.00, required 27.50\n"));
  EXPECT_THAT(text(), HasSubstr("slippage 5.50, fee 0.00\n"));
  EXPECT_THAT(text(), HasSubstr("shortfall 5.50, left 0.00\n"));
  EXPECT_THAT(text(), HasSubstr("Liquidated after 10m, which left 400.00 less than at the start."));
  EXPECT_THAT(text(), HasSubstr("would have ended below its start.\nBankrupt"));
}

TEST_F(Explanation, FiguresAreThoseOfTheOutcome) {
  outcome_.terminal_equity = core::Money(1'234.5);
  outcome_.pnl_at_mark = core::Money(250);
  outcome_.ledger.fees = core::Money(15.5);
  outcome_.extremes->max_drawdown = 0.125;
  EXPECT_THAT(text(), HasSubstr("+ PnL at the mark               250.00\n"));
  EXPECT_THAT(text(), HasSubstr("- fees                           15.50\n"));
  EXPECT_THAT(text(), HasSubstr("= terminal equity             1,234.50\n"));
  EXPECT_THAT(text(), HasSubstr("Least margin level 3.000; greatest drawdown 12.50%.\n"));
}

}  // namespace
}  // namespace marginwalk::report::explanation_test
