#include "sim/run/block.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/expect.hpp"
#include "sim/replay/coarse_walk.hpp"
#include "sim/replay/full_walk.hpp"
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

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> compared_pairs(const scenario::Study& study) {
  constexpr std::size_t most_cells_for_all_pairs = 20;
  const std::size_t cells = study.cells.size();
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  if (study.baseline) {
    for (std::size_t a = 0; a < cells; ++a) {
      if (a != *study.baseline) pairs.emplace_back(a, *study.baseline);
    }
  } else if (cells <= most_cells_for_all_pairs) {
    for (std::size_t a = 0; a < cells; ++a) {
      for (std::size_t b = a + 1; b < cells; ++b) pairs.emplace_back(a, b);
    }
  }
  return pairs;
}

void BlockTally::merge(const BlockTally& other) {
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i].merge(other.cells[i]);
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i].merge(other.pairs[i]);
}

BlockRunner::BlockRunner(const scenario::Study& study)
    : study_(&study),
      world_(study.market, study.clock, study.model, study.seed),
      terms_{&study.venue, &study.market, replay::start_marks(study.market), study.wiped_out_share},
      pairs_(compared_pairs(study)) {
  for (const scenario::Cell& cell : study.cells) accounts_.push_back(cell.account);
}

BlockTally BlockRunner::empty_tally() const {
  const estimate::SurvivalGrid grid(study_->clock.step, study_->clock.horizon);
  const estimate::Tally cell(grid, study_->venue.contracts.size());
  return {std::vector(study_->cells.size(), cell), std::vector<estimate::PairTally>(pairs_.size())};
}

std::optional<BlockTally> BlockRunner::operator()(std::uint64_t first, std::uint64_t end,
                                                  const std::atomic<bool>* stop) const {
  BlockTally tally = empty_tally();
  const bool extremes = first < paths_with_extremes;
  std::optional<replay::FullWalk> full;
  std::optional<replay::CoarseWalk> coarse;
  if (extremes) {
    full.emplace(world_, terms_, accounts_, true);
  } else {
    coarse.emplace(world_, terms_, accounts_, study_->bridge_error_bound);
  }
  std::vector<replay::Outcome> outcomes(accounts_.size());

  for (std::uint64_t path = first; path < end; ++path) {
    if (stop && *stop) return std::nullopt;
    const std::size_t lane = (path - first) % random::lanes;
    if (lane == 0) extremes ? (*full)(path) : (*coarse)(path);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      try {
        outcomes[i] = extremes ? full->outcome(i, lane) : coarse->outcome(i, lane);
        if (!is_finite(outcomes[i])) throw core::Defect("an outcome is not finite");
        tally.cells[i].add(outcomes[i]);
      } catch (const core::Defect& defect) {
        throw addressed(defect.what(), *study_, path, i);
      }
    }
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      tally.pairs[i].add(outcomes[pairs_[i].first], outcomes[pairs_[i].second]);
    }
  }
  return tally;
}

replay::Outcome BlockRunner::replay_one(std::size_t cell, std::uint64_t path,
                                        replay::EventLog& log) const {
  replay::Day day(world_);
  replay::Trial trial(terms_, study_->cells[cell].account);
  trial.begin(true, &log);
  replay::simple_walk(world_, path, day,
                      [&](std::uint32_t seconds, bool funding, core::Marks marks) {
                        trial.visit(seconds, funding, marks);
                      });
  return trial.finish();
}

}  // namespace marginwalk::run
