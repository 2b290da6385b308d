#pragma once

#include <cstdint>
#include <vector>

#include "sim/random/exponential_lanes.hpp"
#include "sim/replay/interval_bounds.hpp"
#include "sim/replay/path_steps.hpp"

namespace marginwalk::replay {

/// One of sixteen paths at every node between two anchors. Positions are those of PathSteps.
class LaneSteps {
 public:
  LaneSteps(const World& world, const Directions& directions);

  void take(const PathSteps& steps, std::size_t lane);

  [[nodiscard]] std::size_t parts() const { return minutes_.size() - 1; }

  /// Minute of the day of a node.
  [[nodiscard]] std::uint32_t minute(std::size_t position) const { return minutes_[position]; }

  /// The marks at a node, by contract.
  void copy_marks(std::size_t position, std::vector<core::Price>& marks) const;

  /// What is needed at each node but the first.
  [[nodiscard]] Needed needed() { return bounds_.at_end(); }

 private:
  /// Room for thirty-three nodes, and for what is computed beyond them to fill registers.
  static constexpr std::size_t stride = 40;

  void copy_end(std::size_t position, const PathNode& node);

  const World* world_;
  IntervalBounds bounds_;
  std::vector<std::uint32_t> minutes_;
  std::vector<double> logarithms_;  ///< by asset and position
  std::vector<double> marks_;       ///< by contract and position
  std::vector<random::ScaledExponentials> prices_;
};

}  // namespace marginwalk::replay
