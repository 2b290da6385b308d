#include "sim/replay/coarse_walk.hpp"

#include <gtest/gtest.h>

#include "sim/random/instructions.hpp"
#include "sim/replay/simple_walk.hpp"
#include "tests/support/random_study.hpp"

/// The coarse walk must give what the simple walk gives, on every path, to the last bit.
namespace marginwalk::replay {
namespace {

struct Sample {
  std::uint64_t outcomes = 0;
  std::uint64_t liquidated = 0;
};

void expect_equal(const Outcome& coarse, const Outcome& simple, const std::string& where) {
  EXPECT_EQ(coarse.liquidation_time, simple.liquidation_time) << where;
  EXPECT_EQ(coarse.liquidated_first, simple.liquidated_first) << where;
  EXPECT_EQ(coarse.wiped_out, simple.wiped_out) << where;
  EXPECT_EQ(coarse.bankrupt, simple.bankrupt) << where;
  EXPECT_EQ(coarse.closed_too_early, simple.closed_too_early) << where;
  EXPECT_EQ(coarse.terminal_equity, simple.terminal_equity) << where;
  EXPECT_EQ(coarse.loss_at_liquidation, simple.loss_at_liquidation) << where;
  EXPECT_EQ(coarse.ledger.fees, simple.ledger.fees) << where;
  EXPECT_EQ(coarse.ledger.slippage, simple.ledger.slippage) << where;
  EXPECT_EQ(coarse.ledger.funding, simple.ledger.funding) << where;
  EXPECT_EQ(coarse.ledger.fund_paid, simple.ledger.fund_paid) << where;
  EXPECT_EQ(coarse.pnl_at_mark, simple.pnl_at_mark) << where;
}

Sample compare(const scenario::Study& study, std::uint64_t paths) {
  const World world(study.market, study.clock, study.model, study.seed);
  const Terms terms{&study.venue, &study.market, start_marks(study.market), study.wiped_out_share};
  std::vector<core::Account> accounts;
  for (const scenario::Cell& cell : study.cells) accounts.push_back(cell.account);
  CoarseWalk coarse_walk(world, terms, accounts, 1e-9);
  std::vector<Trial> simple;
  for (const core::Account& account : accounts) simple.emplace_back(terms, account);
  Day day(world);
  Sample sample;
  for (std::uint64_t path = 0; path < paths; ++path) {
    const std::size_t lane = path % random::lanes;
    if (lane == 0) coarse_walk(path);
    for (Trial& trial : simple) trial.begin();
    simple_walk(world, path, day, [&](std::uint32_t seconds, bool funding, core::Marks marks) {
      for (Trial& trial : simple) trial.visit(seconds, funding, marks);
    });
    for (std::size_t i = 0; i < accounts.size(); ++i) {
      const Outcome expected = simple[i].finish();
      expect_equal(coarse_walk.outcome(i, lane), expected,
                   study.name + " path " + std::to_string(path) + " " + study.cells[i].policy.name);
      sample.outcomes += 1;
      sample.liquidated += expected.liquidated();
    }
  }
  return sample;
}

Sample compare_random_studies(std::uint64_t first, std::uint64_t last, std::uint64_t paths) {
  Sample sum;
  for (std::uint64_t number = first; number < last; ++number) {
    const Sample sample = compare(test::random_study(number), paths);
    sum.outcomes += sample.outcomes;
    sum.liquidated += sample.liquidated;
    if (::testing::Test::HasFailure()) break;
  }
  return sum;
}

TEST(CoarseWalk, EqualsTheSimpleWalkOnRandomStudies) {
  const Sample sample = compare_random_studies(1000, 1040, 12);
  EXPECT_GT(sample.liquidated, sample.outcomes / 20);
  EXPECT_LT(sample.liquidated, sample.outcomes * 19 / 20);
}

TEST(CoarseWalk, EqualsTheSimpleWalkForEveryStepAndHorizon) {
  for (const std::uint32_t step : {60U, 300U, 480U, 3600U, 28'800U, 86'400U}) {
    scenario::Study study = test::random_study(1100 + step);
    study.clock.step = step;
    study.clock.horizon = step * (3 * 86'400 / step) + (step < 86'400 ? step : 0);
    compare(study, 40);
  }
}

TEST(CoarseWalk, EqualsTheSimpleWalkWithEveryInstructionSet) {
  for (const std::string& name : random::available_instructions()) {
    random::use_instructions(name);
    compare_random_studies(1200, 1210, 16);
  }
  random::use_instructions(random::available_instructions().front());
}

TEST(CoarseWalk, EqualsTheSimpleWalkWherePricesRiseBeyondEveryTripwire) {
  scenario::Study study = test::random_study(1300);
  study.clock.step = 3600;
  study.clock.horizon = 10 * 86'400;
  for (double& drift : study.model.drift) drift = 365 * .5;  // e^5 in ten days
  compare(study, 32);
}

TEST(CoarseWalkSlow, EqualsTheSimpleWalkOnThousandsOfPaths) {
  compare_random_studies(2000, 2150, 100);
}

TEST(CoarseWalkLong, EqualsTheSimpleWalkOnHundredsOfThousandsOfPaths) {
  compare_random_studies(10'000, 12'000, 100);
}

TEST(CoarseWalkLong, EqualsTheSimpleWalkOverAMonth) {
  for (std::uint64_t number = 20'000; number < 20'060; ++number) {
    scenario::Study study = test::random_study(number);
    study.clock.horizon = 30 * 86'400;
    compare(study, 50);
  }
}

}  // namespace
}  // namespace marginwalk::replay
