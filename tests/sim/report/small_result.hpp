#pragma once

#include <vector>

#include "sim/run/result.hpp"
#include "tests/support/venues.hpp"

namespace marginwalk::report {

/// An hour of two contracts that are watched every minute from 2026-01-01T00:00Z on.
inline scenario::Study small_study() {
  scenario::Study study;
  study.name = "small";
  study.description = "Two cells, by hand.";
  study.seed = 7;
  study.paths = 4;
  study.clock = {1'767'225'600, 3'600, 60};
  study.home().market.assets = {{"BTC", core::Price(100)}, {"ETH", core::Price(10)}};
  study.home().market.underlying = {0, 1};
  study.home().market.funding.resize(2);
  study.model = {{0, 0.1}, {0.55, 0.72}, paths::Matrix{{1, 0.82}, {0.82, 1}}};
  study.home().venue.name = "house";
  study.home().venue.contracts = {test::flat_contract("BTC", 0.005, 100),
                                  test::flat_contract("ETH", 0.005, 100)};
  return study;
}

/// A cell of $1,000 with a BTC long and an ETH short, each of $500 behind $5,000.
inline scenario::Cell small_cell(const std::string& name, core::MarginMode mode) {
  const core::Money margin(mode == core::MarginMode::isolated ? 500 : 0);
  core::Account account{core::Money(1'000) - 2 * margin, {}, {}};
  account.positions = {{0, core::Size(50), core::Price(100), mode, 10, margin},
                       {1, core::Size(-500), core::Price(10), mode, 10, margin}};
  return {{name, mode, 10, {}}, account, core::Money(1'000)};
}

inline replay::Outcome ended_at(double terminal_equity) {
  replay::Outcome outcome;
  outcome.start_equity = core::Money(1'000);
  outcome.terminal_equity = core::Money(terminal_equity);
  outcome.extremes = replay::PathExtremes{0, 3};
  return outcome;
}

inline replay::Outcome liquidated_at(std::uint32_t seconds, double terminal_equity) {
  replay::Outcome outcome = ended_at(terminal_equity);
  outcome.liquidation_time = seconds;
  outcome.liquidated_first = 1;
  outcome.loss_at_liquidation = core::Money(400);
  return outcome;
}

inline run::CellResult tallied(const scenario::Cell& cell, const replay::Clock& clock,
                               const std::vector<replay::Outcome>& outcomes) {
  estimate::Tally tally(estimate::SurvivalGrid(clock.step, clock.horizon), 2);
  for (const replay::Outcome& outcome : outcomes) {
    tally.add(outcome);
    tally.step_bias.add(outcome.liquidated() ? 0 : 0.125);
  }
  return {cell.policy, tally, estimate::summarise(tally)};
}

/// Four paths. The cross cell is never liquidated, the isolated one on two of them.
inline run::Result small_result() {
  using core::MarginMode;
  const std::vector<replay::Outcome> cross = {ended_at(900), ended_at(1'000), ended_at(1'100),
                                              ended_at(700)};
  const std::vector<replay::Outcome> isolated = {liquidated_at(600, 600), ended_at(1'000),
                                                 ended_at(1'100), liquidated_at(1'200, 500)};
  run::Result result;
  result.study = small_study();
  result.study.cells = {small_cell("cross", MarginMode::cross),
                        small_cell("isolated", MarginMode::isolated)};
  result.study.refused = {{{"cross-200x", MarginMode::cross, 200, {}}, "200x is above 100x"}};
  result.study.notes = {"The notional is fixed."};
  result.input_sha256 = "00ff";
  result.cells = {tallied(result.study.cells[0], result.study.clock, cross),
                  tallied(result.study.cells[1], result.study.clock, isolated)};
  estimate::PairTally pair;
  for (std::size_t i = 0; i < cross.size(); ++i) pair.add(cross[i], isolated[i]);
  result.differences = {{0, 1, estimate::summarise(pair)}};
  result.timing = {0.5, 2};
  return result;
}

}  // namespace marginwalk::report
