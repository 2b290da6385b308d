#include <gtest/gtest.h>

#include <filesystem>

#include "sim/run/block.hpp"
#include "sim/run/run_study.hpp"
#include "sim/scenario/load_study.hpp"
#include "sim/verify/invariance_checks.hpp"
#include "sim/verify/money_checks.hpp"
#include "tests/support/each_path.hpp"
#include "tests/support/random_study.hpp"

/// What must hold on every path of every study, whatever its rules.
namespace marginwalk::invariants_test {
namespace {

void expect_passed(const verify::Evidence& row) {
  EXPECT_TRUE(row.passed) << row.what << ": " << row.computed << " against " << row.reference
                          << ", difference " << row.difference;
}

TEST(Invariants, MoneyBalancesOnEveryPathOfRandomStudies) {
  for (std::uint64_t number = 0; number < 12; ++number) {
    expect_passed(verify::money_balance(test::random_study(number)));
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

TEST(Invariants, ScalingAllPricesAtConstantNotionalChangesNothing) {
  expect_passed(verify::scales_agree(test::plain_random_study(3)));
}

TEST(Invariants, BlocksAndThreadsMeanNothing) {
  scenario::Study study = test::random_study(8);
  study.paths = 2 * run::paths_per_block + 17;
  study.clock.step = 3600;
  study.clock.horizon = 86'400;
  expect_passed(verify::threads_agree(study));
  expect_passed(verify::blocks_agree(study));
}

TEST(Invariants, WalksAgree) {
  for (std::uint64_t number = 0; number < 6; ++number) {
    expect_passed(verify::walks_agree(test::random_study(number)));
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
    expect_passed(verify::money_balance(scenario::load_study(file, {{"paths", "20"}})));
  }
}

/// Within three standard errors: what a page of `verify` may be away, less one.
void expect_fair_game(const scenario::Study& study) {
  const verify::Evidence row = verify::fair_game(*run::run_study(study));
  EXPECT_LT(std::abs(row.difference), 3) << row.what << ": " << row.computed;
}

TEST(InvariantsSlow, FairGameInEveryCellOfEveryShippedScenario) {
  for (const std::string& file : shipped()) {
    scenario::Study study = scenario::load_study(file, {{"paths", "4000"}, {"step", "1h"}});
    study.model.shocks.clear();  // under which prices are no martingales
    expect_fair_game(study);
  }
}

/// A gap between perpetual and index comes back, so that who trades on the way meets no martingale.
void expect_fair_games(std::uint64_t first, std::uint64_t end) {
  for (std::uint64_t number = first; number < end; ++number) {
    scenario::Study study = test::random_study(number);
    if (study.model.basis) continue;
    study.paths = 4000;
    study.clock.step = 3600;
    for (paths::Shock& shock : study.model.shocks) {
      for (paths::ShockPart& part : shock.parts) part.move.clear();
    }
    study.model.pulls.clear();
    expect_fair_game(study);
  }
}

TEST(InvariantsSlow, FairGameOnRandomStudies) { expect_fair_games(200, 208); }

TEST(InvariantsLong, FairGameOnRandomStudies) { expect_fair_games(208, 217); }

}  // namespace
}  // namespace marginwalk::invariants_test
