#pragma once

#include <cstdint>
#include <vector>

#include "sim/paths/jump_clock.hpp"

namespace marginwalk::paths {

/// Appends the steps by which shocks move prices on a day of a path, in no order.
void append_shock_moves(const std::vector<Shock>& shocks, const std::vector<std::uint32_t>& begins,
                        std::uint32_t day, std::vector<Jump>& jumps);

}  // namespace marginwalk::paths
