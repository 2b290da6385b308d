#include <gtest/gtest.h>

#include <filesystem>

#include "core/inverse.hpp"
#include "sim/run/run_study.hpp"
#include "sim/scenario/load_study.hpp"
#include "tests/support/each_path.hpp"
#include "tests/support/random_study.hpp"

/// What must hold on every path of every study, whatever its rules.
namespace marginwalk {
namespace {

/// Worth that passed through an account: the scale against which its money must balance.
double turnover(const scenario::Study& study, const scenario::Cell& cell,
                const replay::Outcome& outcome) {
  double sum = cell.start_equity.value() + std::abs(outcome.pnl_at_mark.value());
  const core::Venue& venue = study.venue_of(cell);
  const std::vector<core::Price> marks = replay::start_marks(study.market_of(cell));
  double once = 0;
  for (const core::Position& position : cell.account.positions) {
    once += core::quote_notional(venue.contracts[position.contract], position.size,
                                 marks[position.contract])
                .value();
  }
  return sum + once * (1 + outcome.refills) + outcome.ledger.deposits.value();
}

/// Money balances on every path; profit at the mark is booked here step by step, apart from the
/// account's own books.
void expect_money_balances(const scenario::Study& study) {
  test::for_each_outcome(study, [&](std::size_t cell, const test::WatchedPath& path) {
    const replay::Outcome& outcome = path.outcome;
    const double scale = turnover(study, study.cells[cell], outcome);
    EXPECT_LE(std::abs(outcome.imbalance().value()), 1e-9 * scale) << study.name << path.number;
    EXPECT_LE(std::abs(outcome.pnl_at_mark.value() - path.pnl_step_by_step), 1e-9 * scale)
        << study.name << " path " << path.number << " cell " << cell;
  });
}

TEST(Invariants, MoneyBalancesOnEveryPathOfRandomStudies) {
  for (std::uint64_t number = 0; number < 12; ++number) {
    expect_money_balances(test::random_study(number));
  }
}

TEST(Invariants, CrossIsNeverLiquidatedWhereIsolatedLosesNoLeg) {
  int liquidated_under_isolated = 0;
  for (std::uint64_t number = 0; number < 40; ++number) {
    scenario::Study study = test::plain_random_study(number);
    study.cells.resize(2);
    std::vector<bool> cross;
    test::for_each_outcome(study, [&](std::size_t cell, const test::WatchedPath& path) {
      if (cell == 0) return cross.push_back(path.outcome.liquidated());
      liquidated_under_isolated += path.outcome.liquidated();
      // The theorem wants a free wallet that is never short of isolated funding.
      if (path.isolated_margin_paid_funding) return;
      EXPECT_TRUE(path.outcome.liquidated() || !cross[path.number]) << study.name << path.number;
    });
  }
  EXPECT_GT(liquidated_under_isolated, 50);
}

TEST(Invariants, IsolatedNeverLosesMoreThanItsMarginAndWhatTheWalletPaid) {
  for (std::uint64_t number = 0; number < 20; ++number) {
    scenario::Study study = test::plain_random_study(number);
    study.cells = {study.cells[1]};
    const core::Money wallet = study.cells[0].account.wallet;
    test::for_each_outcome(study, [&](std::size_t, const test::WatchedPath& path) {
      const core::Money paid = std::max(core::Money(0), path.outcome.ledger.funding);
      EXPECT_GE(path.outcome.terminal_equity + paid, wallet * (1 - 1e-12)) << study.name;
    });
  }
}

TEST(Invariants, ScalingAllPricesAtConstantNotionalChangesNothingButRounding) {
  const scenario::Study study = test::plain_random_study(3);
  scenario::Study scaled = study;
  const double k = 1024;  // a power of two scales without rounding
  for (replay::Asset& asset : scaled.home().market.assets) asset.start = asset.start * k;
  for (core::Contract& contract : scaled.home().venue.contracts) {
    contract.contract_size = contract.contract_size / k;
  }
  for (scenario::Cell& cell : scaled.cells) {
    for (core::Position& position : cell.account.positions) {
      position.size = position.size / k;
      position.entry = position.entry * k;
    }
  }
  const run::Result a = *run::run_study(study);
  const run::Result b = *run::run_study(scaled);
  for (std::size_t i = 0; i < a.cells.size(); ++i) {
    EXPECT_EQ(a.cells[i].tally.liquidated, b.cells[i].tally.liquidated);
    EXPECT_EQ(a.cells[i].tally.terminal_equity.moments.mean,
              b.cells[i].tally.terminal_equity.moments.mean);
  }
}

std::vector<std::string> shipped() {
  std::vector<std::string> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(MARGINWALK_SOURCE_DIR "/scenarios")) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(InvariantsSlow, MoneyBalancesInEveryCellOfEveryShippedScenario) {
  for (const std::string& file : shipped()) {
    expect_money_balances(scenario::load_study(file, {{"paths", "40"}}));
  }
}

/// Where prices are martingales, the mean profit at the mark is 0 in every cell, with all costs on.
void expect_fair_game(const scenario::Study& study) {
  const run::Result result = *run::run_study(study);
  for (const run::CellResult& cell : result.cells) {
    const estimate::Moments& pnl = cell.tally.pnl_at_mark;
    EXPECT_LT(std::abs(pnl.mean), 3 * pnl.standard_error())
        << study.name << " " << cell.policy.name;
  }
}

TEST(InvariantsSlow, FairGameInEveryCellOfEveryShippedScenario) {
  for (const std::string& file : shipped()) {
    scenario::Study study = scenario::load_study(file, {{"paths", "4000"}, {"step", "1h"}});
    study.model.shocks.clear();  // under which prices are no martingales
    expect_fair_game(study);
  }
}

TEST(InvariantsSlow, FairGameOnRandomStudies) {
  for (std::uint64_t number = 200; number < 214; ++number) {
    scenario::Study study = test::random_study(number);
    study.paths = 4000;
    study.clock.step = 3600;
    for (paths::Shock& shock : study.model.shocks) {
      for (paths::ShockPart& part : shock.parts) part.move.clear();
    }
    expect_fair_game(study);
  }
}

}  // namespace
}  // namespace marginwalk
