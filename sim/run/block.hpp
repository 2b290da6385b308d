#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "sim/estimate/group_tally.hpp"
#include "sim/estimate/tally.hpp"
#include "sim/replay/trial.hpp"
#include "sim/run/compared_pairs.hpp"
#include "sim/run/path_record.hpp"
#include "sim/run/stage.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::replay {
class CrossingWalk;
class JumpWalk;
}  // namespace marginwalk::replay

namespace marginwalk::run {

/// Paths whose outcomes are summed before anything is merged. Part of the definition of a result:
/// sums in another grouping differ in their last bits.
inline constexpr std::uint64_t paths_per_block = 256;

/// Extremes of paths (drawdown, least margin level) need every stop, so they are measured on the
/// first paths only: a whole number of blocks.
inline constexpr std::uint64_t paths_with_extremes = 4 * paths_per_block;

/// The bias of the step needs a walk of its own between the stops, so it is measured in the first
/// block, which is little, and on one path in forty behind it: a twentieth of a run's time.
inline constexpr std::uint64_t paths_per_step_bias = 40;
[[nodiscard]] constexpr bool measures_step_bias(std::uint64_t path) {
  return path < paths_per_block || path % paths_per_step_bias == 0;
}

/// What a block of paths, or many merged, says about all cells.
struct BlockTally {
  std::vector<estimate::Tally> cells;
  std::vector<estimate::PairTally> pairs;  ///< as compared_pairs
  estimate::GroupTallies groups{};         ///< as the study's groups, and compared_groups

  void merge(const BlockTally& other);
};

/// Replays blocks of paths for every cell of a study. Safe to use from several threads.
class BlockRunner {
 public:
  /// `study` must outlive the runner. Without `extremes` none are measured; of `jump_cells` it is,
  /// how much of their losses came by jumps.
  explicit BlockRunner(const scenario::Study& study, bool extremes = true,
                       const std::vector<std::size_t>& jump_cells = {});

  [[nodiscard]] BlockTally empty_tally() const;

  /// The tally of paths [first, end). None if `stop` was set meanwhile. Writes down what became of
  /// every path where there is a place for it.
  [[nodiscard]] std::optional<BlockTally> operator()(std::uint64_t first, std::uint64_t end,
                                                     const std::atomic<bool>* stop,
                                                     PathRecords* records = nullptr) const;

  /// Is shown an account after each stop of a path.
  using Watch =
      std::function<void(std::uint32_t seconds, const replay::Trial& trial, core::Marks marks)>;

  /// One path of one cell, with its events.
  [[nodiscard]] replay::Outcome replay_one(std::size_t cell, std::uint64_t path,
                                           replay::EventLog& log, const Watch& watch = {}) const;

 private:
  void add_groups(const std::vector<replay::Outcome>& outcomes,
                  estimate::GroupTallies& tallies) const;

  /// Of a path with its outcomes. One that is liquidated at a stop has no bias.
  void add_step_bias(const Stage& stage, std::uint64_t path,
                     const std::vector<replay::Outcome>& outcomes, replay::CrossingWalk& crossing,
                     BlockTally& tally) const;

  void add_jump_losses(const Stage& stage, std::uint64_t path,
                       const std::vector<replay::Outcome>& outcomes, replay::JumpWalk& walk,
                       BlockTally& tally) const;

  const scenario::Study* study_;
  std::uint64_t paths_with_extremes_;
  std::vector<Stage> stages_;
  std::vector<std::size_t> stage_of_;  ///< by cell
  std::vector<bool> asks_jumps_;       ///< by cell: how much of its losses came by jumps
  Pairs pairs_;
  std::vector<estimate::PathValue> claimed_;  ///< as claimed_means
  Pairs group_pairs_;
};

}  // namespace marginwalk::run
