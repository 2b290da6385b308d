#pragma once

#include <cstdint>

#include "sim/replay/outcome.hpp"
#include "sim/replay/sparse_day.hpp"

namespace marginwalk::replay {

/// Walks a path from jump to jump: of a law's, and of the steps that shocks move prices by, tells
/// what they alone took from what an account held at the start. It looks at anchors and at the
/// minutes of jumps, and at nothing else.
class JumpWalk {
 public:
  /// Everything given must outlive the walk, which is for one thread.
  JumpWalk(const World& world, const core::Venue& venue)
      : world_(&world), venue_(&venue), day_(world) {}

  /// Up to a stop, in seconds from the start.
  [[nodiscard]] JumpLoss operator()(std::uint64_t path, const core::Account& account,
                                    std::uint32_t until);

 private:
  void add(const core::Account& account, std::uint32_t minute, std::uint32_t until,
           JumpLoss& sum) const;
  void reach(std::uint32_t minute, std::uint32_t left, std::uint32_t right);

  const World* world_;
  const core::Venue* venue_;
  SparseDay day_;
};

}  // namespace marginwalk::replay
