#include "sim/paths/shock_moves.hpp"

#include <algorithm>

#include "sim/random/brownian_tree.hpp"

namespace marginwalk::paths {
namespace {

constexpr std::uint32_t most_steps = 96;

/// The steps of a part that begins at a moment.
void append_steps(const ShockPart& part, std::uint64_t begin, std::uint64_t first,
                  std::vector<Jump>& jumps) {
  using random::seconds_per_minute;
  const std::uint32_t minutes = part.over / seconds_per_minute;
  const std::uint32_t steps = std::min(minutes, most_steps);
  for (std::uint32_t k = 1; k <= steps; ++k) {
    const std::uint32_t minute = static_cast<std::uint32_t>(std::uint64_t{minutes} * k / steps);
    const std::uint64_t seconds = begin + std::uint64_t{minute} * seconds_per_minute;
    if (seconds <= first || seconds > first + random::seconds_per_day) continue;
    Jump jump{static_cast<std::uint32_t>(seconds), 0, part.move};
    for (double& size : jump.size) size /= steps;
    jumps.push_back(std::move(jump));
  }
}

}  // namespace

void append_shock_moves(const std::vector<Shock>& shocks, const std::vector<std::uint32_t>& begins,
                        std::uint32_t day, std::vector<Jump>& jumps) {
  const std::uint64_t first = std::uint64_t{day} * random::seconds_per_day;
  for (std::size_t k = 0; k < shocks.size(); ++k) {
    if (begins[k] == never) continue;
    for (const ShockPart& part : shocks[k].parts) {
      if (part.move.empty()) continue;
      append_steps(part, std::uint64_t{begins[k]} + part.after, first, jumps);
    }
  }
}

}  // namespace marginwalk::paths
