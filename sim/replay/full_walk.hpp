#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "sim/replay/account_group.hpp"
#include "sim/replay/anchor_walk.hpp"
#include "sim/replay/box_bounds.hpp"
#include "sim/replay/lane_steps.hpp"
#include "sim/replay/path_steps.hpp"

namespace marginwalk::replay {

/// Walks sixteen paths at a time through every stop, for several accounts, and gives the same
/// outcomes as simple_walk: for what cannot be skipped, such as prices that must be drawn in order,
/// and the extremes of a path.
///
/// An account is visited only at the stops between two anchors whose least and greatest marks may
/// touch one of its tripwires, or hold an extreme of its path.
class FullWalk {
 public:
  /// Everything given must outlive the walk, which is for one thread. With `extremes`, those of
  /// each path are measured.
  FullWalk(const World& world, const Terms& terms, const std::vector<Trader>& traders,
           bool extremes);

  /// Told at every stop that is an anchor, in seconds from the start.
  using Look = std::function<void(std::uint32_t)>;

  /// Walks paths first_path to first_path + 15.
  void operator()(std::uint64_t first_path, const Look& look = {});

  /// Where an account stands on one of the paths, while a stop is looked at.
  [[nodiscard]] core::Exposure standing(std::size_t account, std::size_t lane);

  /// What one of the paths did to an account.
  [[nodiscard]] Outcome outcome(std::size_t account, std::size_t lane);

 private:
  /// Some positions of the path that is looked at, and its extremes there.
  struct Stretch {
    std::size_t first = 0, end = 0;
    std::vector<core::Price> low, high;
  };

  void pass_interval(const Interval& interval);
  void arrive(const Interval& interval);
  void find_touched();
  void find_extremes();
  void look_closer(std::size_t lane);
  void visit_touched(Single& single);
  void find_stretches();
  void visit_stretches(Single& single);
  void visit(Single& single, std::size_t position);

  const World* world_;
  bool extremes_;
  PathSteps steps_;
  AnchorWalk anchors_;
  PathGroup group_;
  AccountGroup accounts_;
  BoxBounds box_;
  IntervalBounds at_anchor_;
  LaneSteps lane_;
  std::vector<LaneMask> everything_;            ///< by account, all paths
  std::vector<LaneMask> touched_;               ///< by account, the paths to look at
  std::size_t row_ = 0;                         ///< of the anchor that all have come to last
  std::vector<std::vector<core::Price>> low_;   ///< by lane and contract, least marks
  std::vector<std::vector<core::Price>> high_;  ///< and greatest
  std::vector<Stretch> stretches_;
  std::vector<core::Price> marks_;
};

}  // namespace marginwalk::replay
