#include "sim/replay/jump_walk.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/replay/simple_walk.hpp"
#include "tests/support/random_study.hpp"

namespace marginwalk::replay::jump_walk_test {
namespace {

/// By the definition: the jumps of a day as their clocks draw them, at prices of the walk that
/// visits every minute. Before a jump of J a price was e^-J times what it is after it.
double loss_by_clocks(const World& world, const core::Account& account, std::uint64_t path,
                      std::uint32_t until) {
  Day day(world);
  double loss = 0;
  std::vector<paths::Jump> jumps;
  simple_walk(world, path, day, [&](std::uint32_t seconds, const Stamp&, core::Marks marks) {
    if (seconds > until) return;
    if (seconds % 86'400 == 60) {
      jumps.clear();
      for (const paths::JumpClock& clock : world.law().clocks()) {
        clock.draw(world.tree().seed(), path, seconds / 86'400, jumps);
      }
    }
    std::vector<double> size(world.law().assets());
    for (const paths::Jump& jump : jumps) {
      if (jump.seconds != seconds) continue;
      for (std::size_t i = 0; i < size.size(); ++i) size[i] += jump.size[i];
    }
    for (const core::Position& position : account.positions) {
      const double jump = size[world.market().underlying[position.contract]];
      loss += (position.size * marks[position.contract]).value() * std::expm1(-jump);
    }
  });
  return loss;
}

/// A study of a few days by the minute, whose assets jump a few times a day, together and alone.
scenario::Study with_jumps(std::uint64_t number) {
  scenario::Study study = test::plain_random_study(number);
  study.clock.step = 60;
  study.clock.horizon = 3 * 86'400;
  const std::size_t assets = study.model.drift.size();
  const std::vector<double> all(assets, 1);
  std::vector<double> first(assets, 0);
  first[0] = 1;
  study.model.jumps = {
      {500, paths::NormalSize{-0.02, 0.03}, all, std::vector<double>(assets, 0.01)},
      {900, paths::DoubleExponentialSize{0.4, 0.02, 0.03}, first, std::vector<double>(assets, 0)}};
  return study;
}

TEST(JumpWalk, TakesTheJumpsOfTheClocksAtThePricesOfEveryMinute) {
  int jumped = 0;
  for (std::uint64_t number = 0; number < 8; ++number) {
    const scenario::Study study = with_jumps(number);
    const World world(study.home().market, study.clock, study.model, study.seed);
    JumpWalk walk(world, study.home().venue);
    const core::Account& account = study.cells[0].account;
    for (std::uint64_t path = 0; path < 4; ++path) {
      for (const std::uint32_t until : {7'260U, 86'400U, 100'020U, 3 * 86'400U}) {
        const JumpLoss found = walk(path, account, until);
        const double expected = loss_by_clocks(world, account, path, until);
        EXPECT_NEAR(found.loss.value(), expected, 1e-9 * (1 + std::abs(expected))) << number;
        const double before = loss_by_clocks(world, account, path, until - 60);
        EXPECT_EQ(found.at_stop, std::abs(expected - before) > 1e-12) << number << " " << until;
        jumped += expected != 0;
      }
    }
  }
  EXPECT_GT(jumped, 60);
}

/// The price steps of a shock are jumps like any other, and a law without any has none.
TEST(JumpWalk, CountsTheStepsOfShocksAndNothingElse) {
  scenario::Study study = test::plain_random_study(1);
  study.clock.step = 60;
  study.clock.horizon = 2 * 86'400;
  const core::Account& account = study.cells[0].account;
  const auto loss = [&] {
    const World world(study.home().market, study.clock, study.model, study.seed);
    return JumpWalk(world, study.home().venue)(0, account, study.clock.horizon).loss.value();
  };
  EXPECT_EQ(loss(), 0);
  std::fill(study.model.volatility.begin(), study.model.volatility.end(), 1e-9);
  std::fill(study.model.drift.begin(), study.model.drift.end(), 0);
  paths::ShockPart part;
  part.over = 3'600;
  part.move.assign(study.model.drift.size(), std::log(0.8));
  paths::Shock shock;
  shock.earliest = shock.latest = 36'000;
  shock.parts = {part};
  study.model.shocks = {shock};
  double expected = 0;
  for (const core::Position& position : account.positions) {
    const auto& market = study.home().market;
    expected +=
        0.2 * (position.size * market.assets[market.underlying[position.contract]].start).value();
  }
  EXPECT_NEAR(loss(), expected, 1e-6 * std::abs(expected));
}

}  // namespace
}  // namespace marginwalk::replay::jump_walk_test
