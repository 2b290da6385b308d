#include "sim/run/block.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>

#include "core/expect.hpp"
#include "sim/replay/coarse_walk.hpp"
#include "sim/replay/crossing_walk.hpp"
#include "sim/replay/full_walk.hpp"
#include "sim/replay/jump_walk.hpp"
#include "sim/replay/simple_walk.hpp"

namespace marginwalk::run {
namespace {

/// A defect, with the address that reproduces it.
core::Defect addressed(const std::string& what, const scenario::Study& study, std::uint64_t path,
                       std::size_t cell) {
  return core::Defect(what + " (seed " + std::to_string(study.seed) + ", path " +
                      std::to_string(path) + ", cell " + study.cells[cell].policy.name + ")");
}

bool is_finite(const replay::Outcome& outcome) {
  return std::isfinite(outcome.terminal_equity.value()) &&
         std::isfinite(outcome.pnl_at_mark.value()) && std::isfinite(outcome.imbalance().value());
}

/// The walk that a block needs: to every stop where extremes are measured, else from coarse to
/// fine.
class Walker {
 public:
  Walker(const replay::World& world, const replay::Terms& terms,
         const std::vector<replay::Trader>& traders, double error_bound, bool extremes) {
    if (extremes) {
      full_ = std::make_unique<replay::FullWalk>(world, terms, traders, true);
    } else {
      coarse_ = std::make_unique<replay::CoarseWalk>(world, terms, traders, error_bound);
    }
  }

  /// Paths from `path` on, as many as there are lanes.
  void walk(std::uint64_t path) { full_ ? (*full_)(path) : (*coarse_)(path); }

  [[nodiscard]] replay::Outcome outcome(std::size_t trader, std::size_t lane) {
    return full_ ? full_->outcome(trader, lane) : coarse_->outcome(trader, lane);
  }

 private:
  std::unique_ptr<replay::FullWalk> full_;
  std::unique_ptr<replay::CoarseWalk> coarse_;
};

}  // namespace

void BlockTally::merge(const BlockTally& other) {
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i].merge(other.cells[i]);
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i].merge(other.pairs[i]);
  groups.merge(other.groups);
}

BlockRunner::BlockRunner(const scenario::Study& study, bool extremes,
                         const std::vector<std::size_t>& jump_cells)
    : study_(&study),
      paths_with_extremes_(extremes ? paths_with_extremes : 0),
      stages_(stages_of(study)),
      stage_of_(study.cells.size()),
      asks_jumps_(study.cells.size()),
      pairs_(compared_pairs(study)),
      group_pairs_(compared_groups(study)) {
  for (std::size_t k = 0; k < stages_.size(); ++k) {
    for (const std::size_t cell : stages_[k].cells) stage_of_[cell] = k;
  }
  for (const std::size_t cell : jump_cells) asks_jumps_[cell] = true;
  for (const estimate::Measure* const each : claimed_means(study)) {
    claimed_.push_back(each->of_path);
  }
}

BlockTally BlockRunner::empty_tally() const {
  BlockTally tally{{}, std::vector<estimate::PairTally>(pairs_.size())};
  for (const scenario::Cell& cell : study_->cells) {
    const replay::Clock& clock = study_->clock_at(study_->place_of(cell));
    tally.cells.emplace_back(estimate::SurvivalGrid(clock.step, clock.horizon),
                             study_->venue_of(cell).contracts.size());
  }
  for (const scenario::CellGroup& group : study_->groups) {
    tally.groups.groups.emplace_back(tally.cells[group.cells.front()].grid, group.cells.size());
  }
  tally.groups.pairs.resize(group_pairs_.size());
  return tally;
}

std::optional<BlockTally> BlockRunner::operator()(std::uint64_t first, std::uint64_t end,
                                                  const std::atomic<bool>* stop,
                                                  PathRecords* records) const {
  BlockTally tally = empty_tally();
  std::vector<Walker> walkers;
  std::vector<replay::CrossingWalk> crossings;
  std::vector<std::unique_ptr<replay::JumpWalk>> jumps;  ///< by stage, where asked for
  for (const Stage& stage : stages_) {
    walkers.emplace_back(stage.world, stage.terms, stage.traders, study_->bridge_error_bound,
                         first < paths_with_extremes_);
    crossings.emplace_back(stage.world, stage.terms, stage.traders);
    const bool asked = std::any_of(stage.cells.begin(), stage.cells.end(),
                                   [&](std::size_t cell) { return asks_jumps_[cell]; });
    jumps.push_back(asked ? std::make_unique<replay::JumpWalk>(stage.world, *stage.terms.venue)
                          : nullptr);
  }
  std::vector<replay::Outcome> outcomes(study_->cells.size());
  std::vector<std::vector<double>> equity(study_->cells.size());  ///< by cell and path
  if (records) records->resize(study_->cells.size());
  for (std::uint64_t path = first; path < end; ++path) {
    if (stop && *stop) return std::nullopt;
    const std::size_t lane = (path - first) % random::lanes;
    for (std::size_t k = 0; k < stages_.size(); ++k) {
      if (lane == 0) walkers[k].walk(path);
      for (std::size_t i = 0; i < stages_[k].cells.size(); ++i) {
        const std::size_t cell = stages_[k].cells[i];
        try {
          outcomes[cell] = walkers[k].outcome(i, lane);
          if (!is_finite(outcomes[cell])) throw core::Defect("an outcome is not finite");
          tally.cells[cell].add(outcomes[cell]);
          equity[cell].push_back(estimate::net_equity_of(outcomes[cell]));
          if (records) (*records)[cell].push_back(record_of(outcomes[cell]));
        } catch (const core::Defect& defect) {
          throw addressed(defect.what(), *study_, path, cell);
        }
      }
      if (jumps[k]) add_jump_losses(stages_[k], path, outcomes, *jumps[k], tally);
      if (measures_step_bias(path)) add_step_bias(stages_[k], path, outcomes, crossings[k], tally);
    }
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      tally.pairs[i].add(outcomes[pairs_[i].first], outcomes[pairs_[i].second], claimed_);
    }
    add_groups(outcomes, tally.groups);
  }
  const std::vector<estimate::LowestPaths> lowest(equity.begin(), equity.end());
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    tally.pairs[i].add_block(lowest[pairs_[i].first], lowest[pairs_[i].second]);
  }
  return tally;
}

void BlockRunner::add_groups(const std::vector<replay::Outcome>& outcomes,
                             estimate::GroupTallies& tallies) const {
  const std::vector<scenario::CellGroup>& groups = study_->groups;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    tallies.groups[i].add(outcomes, groups[i].cells);
  }
  for (std::size_t i = 0; i < group_pairs_.size(); ++i) {
    const auto [a, b] = group_pairs_[i];
    tallies.pairs[i].add(outcomes, groups[a].cells, groups[b].cells);
  }
}

void BlockRunner::add_jump_losses(const Stage& stage, std::uint64_t path,
                                  const std::vector<replay::Outcome>& outcomes,
                                  replay::JumpWalk& walk, BlockTally& tally) const {
  for (std::size_t i = 0; i < stage.cells.size(); ++i) {
    const std::size_t cell = stage.cells[i];
    const replay::Outcome& outcome = outcomes[cell];
    if (!asks_jumps_[cell] || !outcome.liquidated()) continue;
    tally.cells[cell].add(walk(path, stage.traders[i].account, outcome.liquidation_time), outcome);
  }
}

void BlockRunner::add_step_bias(const Stage& stage, std::uint64_t path,
                                const std::vector<replay::Outcome>& outcomes,
                                replay::CrossingWalk& crossing, BlockTally& tally) const {
  std::vector<bool> asked;
  for (const std::size_t cell : stage.cells) asked.push_back(!outcomes[cell].liquidated());
  crossing(path, asked);
  for (std::size_t i = 0; i < stage.cells.size(); ++i) {
    const std::size_t cell = stage.cells[i];
    if (asked[i] && crossing.liquidated(i)) {
      throw addressed("two walks disagree", *study_, path, cell);
    }
    tally.cells[cell].step_bias.add(asked[i] ? crossing.probability(i) : 0);
  }
}

replay::Outcome BlockRunner::replay_one(std::size_t cell, std::uint64_t path, replay::EventLog& log,
                                        const Watch& watch) const {
  const Stage& stage = stages_[stage_of_[cell]];
  const auto place = std::find(stage.cells.begin(), stage.cells.end(), cell);
  replay::Day day(stage.world);
  replay::Trial trial(stage.terms,
                      stage.traders[static_cast<std::size_t>(place - stage.cells.begin())]);
  trial.begin(path, true, &log);
  replay::simple_walk(stage.world, path, day,
                      [&](std::uint32_t seconds, const replay::Stamp& stamp, core::Marks marks) {
                        trial.visit(seconds, stamp, marks);
                        if (watch) watch(seconds, trial, marks);
                      });
  return trial.finish();
}

}  // namespace marginwalk::run
