#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/random/subtree.hpp"
#include "sim/replay/bridge_scale.hpp"
#include "sim/replay/direction.hpp"
#include "sim/replay/lane_segment.hpp"
#include "sim/replay/path_group.hpp"

namespace marginwalk::replay {

/// One interval of one path, cut into up to sixteen parts. Positions count the nodes between
/// them in order of time: 0 is the left end, parts() the right one.
///
/// What directions need is bounded as by IntervalBounds, with the tangent at the left end and the
/// excursions of the whole interval for all parts alike; a part with a jump is bounded as there.
/// Then a direction is one line in the tree's values, with the same weights in every part, and only
/// nodes that matter get their prices. Bounds are in single precision, with room for its rounding.
class CloseUp {
 public:
  CloseUp(const World& world, const Directions& directions);

  /// Draws the interval that begins at a minute of a day. `segment` has the coefficients there,
  /// null where the law is plain; it must live as long as the interval is looked at.
  void draw(std::uint64_t path, std::uint32_t day, std::uint32_t left_minute,
            const random::Subtree& subtree, const BridgeScale& scale, const PathNode& left,
            const PathNode& right, const PathSegment* segment);

  [[nodiscard]] std::size_t parts() const { return minutes_.size() - 1; }

  /// Whether stops lie at nodes only. Parts are minutes, or all of one length that divides the
  /// minutes of their ends.
  [[nodiscard]] bool finest() const;

  /// Minute of the day of a node.
  [[nodiscard]] std::uint32_t minute(std::size_t position) const { return minutes_[position]; }

  /// A node as the end of an interval that is looked at closer.
  [[nodiscard]] PathNode node(std::size_t position);

  /// The marks at a node, by contract.
  void copy_marks(std::size_t position, std::vector<core::Price>& marks);

  /// The cash that a direction needs over each part.
  [[nodiscard]] const float* needed_over(std::size_t direction);

  /// The cash that it needs at the right end of each part.
  [[nodiscard]] const float* needed_at(std::size_t direction);

 private:
  /// Room for thirty-three nodes, and for what is computed beyond them to fill registers.
  using Row = std::array<float, 64>;
  enum Known : std::uint8_t { line = 1, over = 2, at = 4 };
  /// A jump inside the interval, and the part that it falls in.
  struct PartJump {
    std::size_t part = 0;
    const PathJump* jump = nullptr;
  };
  struct Answer {
    std::uint8_t known = 0;
    float variance = 0;
    float base = 0;  ///< what is needed where the line is 0
    Row line, over, at;
    std::vector<float> jumps;  ///< of the line, by jump
  };

  void copy_end(std::size_t position, const PathNode& node);
  void find_lifts(const BridgeScale& scale);
  void find_jumps();
  void add_jumps(const Direction& direction, Answer& answer) const;
  void grow(std::size_t position);
  [[nodiscard]] std::uint32_t seconds(std::size_t position) const {
    return day_ * random::seconds_per_day + minutes_[position] * random::seconds_per_minute;
  }
  Answer& answer(std::size_t direction);
  void find_line(const Direction& direction, Answer& answer);
  void price(std::size_t position);

  const World* world_;
  const Directions* directions_;
  std::size_t factors_;  ///< rounded up to a multiple of four
  std::size_t assets_;   ///< rounded up to a multiple of sixteen
  std::uint32_t day_ = 0;
  std::vector<std::uint32_t> minutes_;
  std::vector<float> motion_;  ///< by position and factor
  Row years_{};                ///< since the left end, by position
  Row spread_{};               ///< by part
  std::vector<double> lifts_;  ///< 1 + curvature of each asset's excursion
  double penalty_ = 0;         ///< infinite where no cash is enough
  std::vector<Answer> answers_;
  std::vector<double> sums_;          ///< of a direction's legs, by factor
  std::vector<float> weights_;        ///< the same
  std::vector<std::uint8_t> priced_;  ///< by position
  std::vector<double> logarithms_;    ///< by position and asset
  std::vector<double> marks_;         ///< by position and contract
  std::vector<double> growth_;        ///< e^logarithm, by asset
  const PathSegment* segment_ = nullptr;
  std::vector<PartJump> jumps_;  ///< by time
};

}  // namespace marginwalk::replay
