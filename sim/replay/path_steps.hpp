#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/random/subtree.hpp"
#include "sim/replay/anchor_walk.hpp"

namespace marginwalk::replay {

/// Sixteen paths side by side at every node between two anchors, down to the step. Positions count
/// nodes in order of time: 0 is the left anchor, parts() the right one.
class PathSteps {
 public:
  explicit PathSteps(const World& world);

  /// How many minutes anchors may be apart, so that what lies between them stays in the nearest
  /// caches.
  [[nodiscard]] std::uint32_t spacing() const { return spacing_; }

  /// Prepares for intervals of a length in minutes.
  void plan(std::uint32_t length);

  /// Draws all that lies between two rows of a group.
  void draw(const PathGroup& group, const Interval& interval);

  [[nodiscard]] const PathGroup& group() const { return *group_; }
  [[nodiscard]] const Interval& interval() const { return interval_; }
  [[nodiscard]] std::size_t parts() const { return minutes().size() - 1; }

  /// Minutes after the left end, of each position.
  [[nodiscard]] const std::vector<std::uint32_t>& minutes() const { return subtree().minutes(); }

  /// Of an asset's growth, at a position after the left anchor.
  [[nodiscard]] const random::Lanes<double>& logarithms(std::size_t asset,
                                                        std::size_t position) const {
    return logarithms_[asset * random::Subtree::most_positions + position];
  }

  /// Bounds over all positions after the left anchor: of growth by asset, of marks by contract.
  /// Those of marks leave out rounding.
  [[nodiscard]] const std::vector<random::Lanes<double>>& highest_logarithms() const {
    return high_;
  }
  [[nodiscard]] const std::vector<random::Lanes<double>>& low_marks() const { return low_marks_; }
  [[nodiscard]] const std::vector<random::Lanes<double>>& high_marks() const { return high_marks_; }

 private:
  [[nodiscard]] const random::Subtree& subtree() const { return *subtrees_[interval_.length()]; }
  void draw_nodes();
  void find_extremes();

  const World* world_;
  std::uint32_t resolution_;  ///< minutes
  std::uint32_t spacing_;
  std::vector<std::optional<random::Subtree>> subtrees_;  ///< by length
  const PathGroup* group_ = nullptr;
  Interval interval_;
  std::vector<random::Lanes<float>> motion_;  ///< by factor and position
  std::vector<random::Lanes<double>> years_;  ///< by position
  std::vector<std::uint32_t> seconds_;        ///< by position, from the start
  std::vector<random::Lanes<double>> logarithms_;
  std::vector<random::Lanes<double>> low_;
  std::vector<random::Lanes<double>> high_;
  std::vector<random::Lanes<double>> low_marks_;
  std::vector<random::Lanes<double>> high_marks_;
};

}  // namespace marginwalk::replay
