#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "sim/replay/bridge_scale.hpp"
#include "sim/replay/close_up.hpp"

namespace marginwalk::replay {

/// The close-ups of one path in one interval between anchors, each drawn once for all accounts.
class CloseUps {
 public:
  CloseUps(const World& world, const Directions& directions, const BridgeScale& scale);

  /// Minutes that can be looked at at once. Longer intervals are cut on all sixteen paths first.
  static constexpr std::uint32_t longest = 240;

  /// Prepares for intervals of a length in minutes, and for all that halving makes of them.
  void plan(std::uint32_t length);

  /// Of a path on a day, inside one period of a law that is not plain; those drawn before are void.
  void begin(std::uint64_t path, std::uint32_t day, const LaneSegment* segment, std::size_t lane);

  /// The close-up of an interval between two minutes, whose ends are given.
  [[nodiscard]] CloseUp& at(std::uint32_t left, std::uint32_t right, const PathNode& from,
                            const PathNode& to);

 private:
  struct Drawn {
    std::uint32_t left = 0, right = 0;
    CloseUp close_up;
  };

  const World* world_;
  const Directions* directions_;
  const BridgeScale* scale_;
  std::vector<std::optional<random::Subtree>> subtrees_;  ///< by length
  std::uint64_t path_ = 0;
  std::uint32_t day_ = 0;
  std::optional<PathSegment> segment_;
  std::deque<Drawn> drawn_;
  std::size_t in_use_ = 0;
};

}  // namespace marginwalk::replay
