#pragma once

#include <cstdint>
#include <vector>

#include "sim/random/bridge_lanes.hpp"

namespace marginwalk::random {

/// The nodes of the Brownian tree inside an interval of one path, down to a resolution, to be drawn
/// all at once. Positions count the nodes in order of time, the ends of the interval included.
class Subtree {
 public:
  /// Positions at most, so that thirty-two intervals lie between them.
  static constexpr std::size_t most_positions = 33;

  /// Of an interval of a day that cuts have made, cut until no part is longer than `resolution`;
  /// both in minutes.
  Subtree(std::uint32_t length, std::uint32_t resolution);

  /// Minutes after the left end, of each position: 0, ..., length.
  [[nodiscard]] const std::vector<std::uint32_t>& minutes() const { return minutes_; }

  /// Draws a path whose interval begins at `seconds`. `motion` has the factors of each position
  /// side by side, `stride` apart, as bridge_nodes; the first and the last position are given.
  void draw(std::uint64_t seed, std::uint64_t path, std::uint32_t seconds, std::size_t factors,
            float* motion, std::size_t stride) const;

  /// Draws sixteen paths from `first_path` on. `motion` has for each factor one row of sixteen for
  /// each position; the first and the last of them are given. The rows of factors begin `stride`
  /// apart.
  void draw_paths(std::uint64_t seed, std::uint64_t first_path, std::uint32_t seconds,
                  std::size_t factors, Lanes<float>* motion, std::size_t stride) const;

 private:
  std::vector<std::uint32_t> minutes_;
  std::vector<BridgeNode> nodes_;              ///< parents before children
  std::vector<Lanes<std::uint64_t>> offsets_;  ///< seconds after the left end, sixteen nodes each
};

}  // namespace marginwalk::random
