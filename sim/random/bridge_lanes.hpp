#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/random/lanes.hpp"

/// Bridge points of the Brownian tree, sixteen at once, as drawn one by one to the last bit:
///
///     values = left + weight x (right - left) + deviation x normal
///
/// for every factor.
namespace marginwalk::random {

/// One node of the sixteen paths from `first_path`.
struct BridgePoint {
  std::uint64_t seed = 0;
  std::uint64_t first_path = 0;
  std::uint32_t node = 0;  ///< seconds from the start
  float weight = 0;
  float deviation = 0;
  std::size_t stride = 1;
};

/// There is one row of sixteen values for each factor, `stride` rows apart.
void bridge_paths(const BridgePoint& point, std::size_t factors, const Lanes<float>* left,
                  const Lanes<float>* right, Lanes<float>* values);

/// A node inside an interval of one path; positions count nodes in order of time.
struct BridgeNode {
  std::uint32_t position = 0, left = 0, right = 0;
  float weight = 0, deviation = 0;
};

/// Up to sixteen nodes of one path, parents before children.
struct BridgeNodes {
  std::uint64_t seed = 0;
  std::uint64_t path = 0;
  std::uint32_t offset = 0;                       ///< seconds from the start
  const Lanes<std::uint64_t>* seconds = nullptr;  ///< of each node, after the offset
  std::span<const BridgeNode> nodes;
};

/// Four of the factors, from 4 x block on. Every position has its factors side by side, `stride`
/// floats after those of the position before: a multiple of four, not less than the factors.
void bridge_nodes(const BridgeNodes& batch, std::size_t block, std::size_t factors, float* motion,
                  std::size_t stride);

}  // namespace marginwalk::random
