#pragma once

#include <cstdint>
#include <vector>

#include "sim/replay/account_group.hpp"
#include "sim/replay/anchor_walk.hpp"
#include "sim/replay/bridge_scale.hpp"
#include "sim/replay/close_ups.hpp"

namespace marginwalk::replay {

/// Walks sixteen paths at a time from coarse to fine, for several accounts, and gives the same
/// outcomes as simple_walk, path extremes aside.
///
/// Anchors are always visited. The interval between two anchors is passed over where no tripwire of
/// an account can have been touched in it; else it is looked at closer, in up to sixteen parts,
/// and so are those of its parts that it takes, down to the stops. What happens there changes the
/// account, and its tripwires, before anything later is looked at.
class CoarseWalk {
 public:
  /// `error_bound`: probability, for each path and account, that something is passed over which
  /// the simple walk would have seen. Everything given must outlive the walk, which is for one
  /// thread.
  CoarseWalk(const World& world, const Terms& terms, const std::vector<Trader>& traders,
             double error_bound);

  /// Walks paths first_path to first_path + 15.
  void operator()(std::uint64_t first_path);

  /// What one of the paths did to an account.
  [[nodiscard]] Outcome outcome(std::size_t account, std::size_t lane);

 private:
  void pass_interval(const Interval& interval, std::size_t depth);
  [[nodiscard]] Intervals intervals(const Interval& interval);
  void halve(const Interval& interval, std::size_t depth);
  void look_closer(const Interval& interval, std::size_t lane);
  void look_closer(const Interval& interval, Single& single);
  void search(Single& single, WatchMask among, CloseUp& view);

  const World* world_;
  AnchorWalk anchors_;
  BridgeScale scale_;
  std::vector<random::Lanes<double>> spread_;  ///< by minutes, in every lane
  PathGroup group_;
  AccountGroup accounts_;
  IntervalBounds bounds_;
  CloseUps close_ups_;
  std::vector<random::Lanes<double>> jumps_down_, jumps_up_;  ///< of the interval at hand
  random::Lanes<double> map_{};
  std::vector<LaneMask> touched_;  ///< by account, the paths to look at in this interval
  /// By how often the interval has been halved and by account, the paths still to be looked at.
  std::vector<std::vector<LaneMask>> open_;
  std::size_t end_row_ = 0;  ///< of the horizon
  std::vector<core::Price> marks_;
};

}  // namespace marginwalk::replay
