#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/account.hpp"
#include "sim/replay/event.hpp"
#include "sim/replay/outcome.hpp"
#include "sim/run/block.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::report {

/// What backs some positions, and what they must keep.
struct ScopePoint {
  core::Scope scope;
  core::MarginState state;
};

/// Where an account stands at a moment of a path.
struct PathPoint {
  std::uint32_t seconds = 0;
  std::vector<double> prices;  ///< by contract, as quoted
  /// By position, quoted; none where nothing is held or no price liquidates.
  std::vector<std::optional<double>> liquidation;
  double equity = 0;               ///< worth of the whole account in quote currency
  std::vector<ScopePoint> scopes;  ///< those that hold something

  /// The scope of the least margin level; null where nothing is held.
  [[nodiscard]] const ScopePoint* nearest() const;
};

[[nodiscard]] PathPoint path_point(const core::Venue& venue, const core::Account& account,
                                   core::Marks marks, std::uint32_t seconds);

/// The point of an event, under the maintenance margins of its time.
[[nodiscard]] PathPoint path_point(const scenario::Study& study, const scenario::Cell& cell,
                                   const replay::Event& event);

/// What one path does to one cell.
struct PathStory {
  const scenario::Cell* cell = nullptr;
  replay::EventLog log;
  replay::Outcome outcome;
  std::vector<PathPoint> course;  ///< the start, some five hundred moments, and every event
};

/// Replays a path. The study must outlive the story.
[[nodiscard]] PathStory path_story(const scenario::Study& study, const run::BlockRunner& runner,
                                   std::size_t cell, std::uint64_t path);

/// Contracts that a cell holds at the start, in the venue's order.
[[nodiscard]] std::vector<std::size_t> contracts_of(const scenario::Cell& cell);

}  // namespace marginwalk::report
