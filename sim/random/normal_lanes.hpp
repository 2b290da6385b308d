#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/random/lanes.hpp"

namespace marginwalk::random {

/// What one block of an address gives, sixteen times: four factors in a row each.
using FourRows = std::array<Lanes<float>, 4>;

/// The normals of the Brownian tree at sixteen nodes of one path, as drawn one by one to the last
/// bit: factors 4 x block to 4 x block + 3. `nodes` are seconds after `offset`.
void normals_at_nodes(std::uint64_t seed, std::uint64_t path, std::uint32_t offset,
                      const Lanes<std::uint64_t>& nodes, std::size_t block, FourRows& normals);

/// A bridge point of the Brownian tree, at one node of the sixteen paths from `first_path`:
///
///     values = left + weight x (right - left) + deviation x normal
///
/// for every factor. There is one row of sixteen values for each, `stride` rows apart.
struct BridgePoint {
  std::uint64_t seed = 0;
  std::uint64_t first_path = 0;
  std::uint32_t node = 0;  ///< seconds from the start
  float weight = 0;
  float deviation = 0;
  std::size_t stride = 1;
};
void bridge_paths(const BridgePoint& point, std::size_t factors, const Lanes<float>* left,
                  const Lanes<float>* right, Lanes<float>* values);

}  // namespace marginwalk::random
