#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/replay/bridge_bound.hpp"
#include "sim/replay/day.hpp"
#include "sim/replay/trial.hpp"

namespace marginwalk::replay {

/// Walks paths from coarse to fine and gives the same outcomes as simple_walk, path extremes aside.
///
/// Anchors are always visited: funding stamps, days' ends, the horizon. The interval between two
/// anchors is passed over where no tripwire of an account can have been touched in it; else it is
/// cut as the tree cuts it, left half before right half, down to the stops. What happens there
/// changes the account, and its tripwires, before anything later is looked at.
class CoarseWalk {
 public:
  /// `error_bound`: probability, for each path and account, that something is passed over which
  /// the simple walk would have seen.
  CoarseWalk(const World& world, std::size_t most_tripwires, double error_bound);

  /// Walks one path for several accounts, which have begun.
  void operator()(std::uint64_t path, Day& day, std::vector<Trial>& trials) const;

 private:
  struct Anchor {
    std::uint32_t minute = 0;
    bool stop = false;
    bool funding = false;
  };
  /// The anchors of a day and the cuts that lead to them.
  struct Anchors {
    random::DayPlan plan;
    std::vector<Anchor> anchors;
  };

  [[nodiscard]] Anchors make_anchors(std::uint32_t last_minute) const;
  void walk_day(const Anchors& anchors, std::uint32_t last_minute, Day& day,
                std::vector<Trial>& trials) const;
  void descend(Trial& trial, Day& day, std::vector<bool>& known, std::uint32_t left,
               std::uint32_t right) const;
  /// The least clearance of a trial's tripwires over an interval; none if one may be touched.
  [[nodiscard]] std::optional<double> clearance(const Trial& trial, const Day& day,
                                                std::uint32_t left, std::uint32_t right) const;
  void visit(Trial& trial, const Day& day, const Anchor& anchor,
             std::optional<double> clearance) const;
  [[nodiscard]] bool has_stop_between(std::uint32_t left, std::uint32_t right) const;

  const World* world_;
  BridgeBound bound_;
  std::uint32_t step_;         ///< minutes
  std::uint32_t last_minute_;  ///< of the last day, at which the horizon is
  Anchors whole_day_;
  Anchors last_day_;
};

}  // namespace marginwalk::replay
