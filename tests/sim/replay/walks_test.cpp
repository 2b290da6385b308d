#include <gtest/gtest.h>

#include "sim/random/instructions.hpp"
#include "sim/replay/coarse_walk.hpp"
#include "sim/replay/full_walk.hpp"
#include "sim/replay/simple_walk.hpp"
#include "tests/support/random_study.hpp"

/// The fast walks must give what the simple walk gives, on every path, to the last bit.
namespace marginwalk::replay {
namespace {

struct Sample {
  std::uint64_t outcomes = 0;
  std::uint64_t liquidated = 0;
};

void expect_equal(const Outcome& fast, const Outcome& simple, const std::string& where) {
  EXPECT_EQ(fast.liquidation_time, simple.liquidation_time) << where;
  EXPECT_EQ(fast.liquidated_first, simple.liquidated_first) << where;
  EXPECT_EQ(fast.wiped_out, simple.wiped_out) << where;
  EXPECT_EQ(fast.bankrupt, simple.bankrupt) << where;
  EXPECT_EQ(fast.deleveraged, simple.deleveraged) << where;
  EXPECT_EQ(fast.refills, simple.refills) << where;
  EXPECT_EQ(fast.closed_too_early, simple.closed_too_early) << where;
  EXPECT_EQ(fast.terminal_equity, simple.terminal_equity) << where;
  EXPECT_EQ(fast.loss_at_liquidation, simple.loss_at_liquidation) << where;
  for (const auto entry : core::Ledger::entries()) {
    EXPECT_EQ(fast.ledger.*entry, simple.ledger.*entry) << where;
  }
  EXPECT_EQ(fast.pnl_at_mark, simple.pnl_at_mark) << where;
}

void expect_equal(const PathExtremes& fast, const PathExtremes& simple, const std::string& where) {
  EXPECT_EQ(fast.max_drawdown, simple.max_drawdown) << where;
  EXPECT_EQ(fast.least_margin_level, simple.least_margin_level) << where;
}

/// Walks sixteen paths at a time in every way, and then each of them simply.
class Comparison {
 public:
  explicit Comparison(const scenario::Study& study)
      : study_(&study),
        world_(study.home().market, study.clock, study.model, study.seed),
        terms_{&study.home().venue, &study.home().market, start_marks(study.home().market),
               study.wiped_out_share},
        traders_(traders_of(study)),
        coarse_(world_, terms_, traders_, 1e-9),
        full_(world_, terms_, traders_, false),
        measuring_(world_, terms_, traders_, true),
        day_(world_) {
    for (const Trader& trader : traders_) simple_.emplace_back(terms_, trader);
  }

  void walk(std::uint64_t path, Sample& sample) {
    const std::size_t lane = path % random::lanes;
    if (lane == 0) {
      coarse_(path);
      full_(path);
      measuring_(path);
    }
    for (Trial& trial : simple_) trial.begin();
    simple_walk(world_, path, day_,
                [&](std::uint32_t seconds, const Stamp& stamp, core::Marks marks) {
                  for (Trial& trial : simple_) trial.visit(seconds, stamp, marks);
                });
    for (std::size_t i = 0; i < traders_.size(); ++i) {
      const Outcome expected = simple_[i].finish();
      const std::string where =
          study_->name + " path " + std::to_string(path) + " " + study_->cells[i].policy.name;
      expect_equal(coarse_.outcome(i, lane), expected, "coarse: " + where);
      expect_equal(full_.outcome(i, lane), expected, "full: " + where);
      const Outcome measured = measuring_.outcome(i, lane);
      expect_equal(measured, expected, "measuring: " + where);
      expect_equal(*measured.extremes, *expected.extremes, "measuring: " + where);
      sample.outcomes += 1;
      sample.liquidated += expected.liquidated();
    }
  }

 private:
  static std::vector<Trader> traders_of(const scenario::Study& study) {
    std::vector<Trader> traders;
    for (const scenario::Cell& cell : study.cells) traders.push_back({cell.account, cell.conduct});
    return traders;
  }

  const scenario::Study* study_;
  World world_;
  Terms terms_;
  std::vector<Trader> traders_;
  CoarseWalk coarse_;
  FullWalk full_;
  FullWalk measuring_;
  std::vector<Trial> simple_;
  Day day_;
};

Sample compare(const scenario::Study& study, std::uint64_t paths) {
  Comparison comparison(study);
  Sample sample;
  for (std::uint64_t path = 0; path < paths; ++path) comparison.walk(path, sample);
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

TEST(Walks, EqualTheSimpleWalkOnRandomStudies) {
  const Sample sample = compare_random_studies(1000, 1040, 12);
  EXPECT_GT(sample.liquidated, sample.outcomes / 20);
  EXPECT_LT(sample.liquidated, sample.outcomes * 19 / 20);
}

TEST(Walks, EqualTheSimpleWalkForEveryStepAndHorizon) {
  for (const std::uint32_t step : {60U, 300U, 480U, 3600U, 28'800U, 86'400U}) {
    scenario::Study study = test::random_study(1100 + step);
    study.clock.step = step;
    study.clock.horizon = step * (3 * 86'400 / step) + (step < 86'400 ? step : 0);
    compare(study, 40);
  }
}

TEST(Walks, EqualTheSimpleWalkWithEveryInstructionSet) {
  for (const std::string& name : random::available_instructions()) {
    random::use_instructions(name);
    compare_random_studies(1200, 1210, 16);
  }
  random::use_instructions(random::available_instructions().front());
}

TEST(Walks, EqualTheSimpleWalkWherePricesRiseBeyondEveryTripwire) {
  scenario::Study study = test::random_study(1300);
  study.clock.step = 3600;
  study.clock.horizon = 10 * 86'400;
  for (double& drift : study.model.drift) drift = 365 * .5;  // e^5 in ten days
  compare(study, 32);
}

TEST(WalksSlow, EqualTheSimpleWalkOnThousandsOfPaths) { compare_random_studies(2000, 2150, 100); }

TEST(WalksLong, EqualTheSimpleWalkOnHundredsOfThousandsOfPaths) {
  compare_random_studies(10'000, 12'000, 100);
}

TEST(WalksLong, EqualTheSimpleWalkOverAMonth) {
  for (std::uint64_t number = 20'000; number < 20'060; ++number) {
    scenario::Study study = test::random_study(number);
    study.clock.horizon = 30 * 86'400;
    compare(study, 50);
  }
}

}  // namespace
}  // namespace marginwalk::replay
