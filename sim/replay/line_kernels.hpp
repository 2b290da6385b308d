#pragma once

#include <cstddef>
#include <cstdint>

/// The arithmetic of CloseUp, in single precision.
namespace marginwalk::replay {

/// Nodes of one path: the values of the tree, `stride` apart, a multiple of four.
struct LineNodes {
  const float* motion = nullptr;
  std::size_t stride = 0;
  const float* years = nullptr;  ///< since the first node
  std::size_t count = 0;         ///< 33 at most
};

/// line[k] = drift x years[k] + sum over factors of weights x (motion[k] - motion[0]). Rows have
/// room for 48 values.
void find_line(const LineNodes& nodes, const float* weights, float drift, float* line);

/// needed[k] = base + sqrt((line[k + 1] - line[k])^2 / 4 + variance x spread[k])
///     - (line[k] + line[k + 1]) / 2, for k < count.
void find_needed_over(const float* line, const float* spread, float variance, float base,
                      std::size_t count, float* needed);

/// needed[k] = base - line[k + 1], for k < count.
void find_needed_at(const float* line, float base, std::size_t count, float* needed);

/// Bit k is set where needed[k] is at least `cash`, for k < count <= 32.
[[nodiscard]] std::uint32_t where_needed(double cash, const float* needed, std::size_t count);

}  // namespace marginwalk::replay
