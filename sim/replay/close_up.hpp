#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/random/exponential_lanes.hpp"
#include "sim/random/subtree.hpp"
#include "sim/replay/bridge_scale.hpp"
#include "sim/replay/interval_bounds.hpp"
#include "sim/replay/path_steps.hpp"

namespace marginwalk::replay {

/// One interval of one path, cut into parts. Positions count the nodes between them in order of
/// time: 0 is the left end, parts() the right one.
class CloseUp {
 public:
  CloseUp(const World& world, const Directions& directions);

  /// Draws the interval that begins at a minute of a day.
  void draw(std::uint64_t path, std::uint32_t day, std::uint32_t left_minute,
            const random::Subtree& subtree, const BridgeScale& scale, const PathNode& left,
            const PathNode& right);

  /// Takes one of sixteen paths that have been drawn already, to be looked at its nodes only.
  void take(const PathSteps& steps, std::size_t lane);

  [[nodiscard]] std::size_t parts() const { return minutes_.size() - 1; }

  /// Whether stops lie at nodes only. Parts are minutes, or all of one length that divides the
  /// minutes of their ends.
  [[nodiscard]] bool finest() const {
    const std::uint32_t length = minutes_[1] - minutes_[0];
    return length == 1 || world_->clock().step % (length * random::seconds_per_minute) == 0;
  }

  /// Minute of the day of a node.
  [[nodiscard]] std::uint32_t minute(std::size_t position) const { return minutes_[position]; }

  /// A node as the end of an interval that is looked at closer.
  [[nodiscard]] PathNode end(std::size_t position) const;

  /// The marks at a node, by contract.
  void copy_marks(std::size_t position, std::vector<core::Price>& marks) const;

  /// The bounds of the parts.
  [[nodiscard]] IntervalBounds& bounds() { return bounds_; }

 private:
  /// Room for thirty-three nodes, and for what is computed beyond them to fill registers.
  static constexpr std::size_t stride = 40;

  void copy_end(std::size_t position, const PathNode& end);
  void price(std::uint32_t day);

  const World* world_;
  IntervalBounds bounds_;
  std::vector<std::uint32_t> minutes_;
  std::vector<float> motion_;
  std::vector<double> logarithms_;
  std::vector<double> marks_;
  std::array<double, stride> years_{};
  std::array<double, stride> spread_{};
  std::vector<random::ScaledExponentials> prices_;
};

}  // namespace marginwalk::replay
