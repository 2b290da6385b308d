#pragma once

#include <cstdint>
#include <vector>

#include "sim/paths/shock.hpp"

namespace marginwalk::replay {

/// What shocks make of a market and of its traders, besides moving prices.
struct Conditions {
  double liquidity = 1;       ///< of volumes and depth, what is left: the least of all
  double maintenance = 1;     ///< what multiplies maintenance margins: the greatest of all
  double funding = 0;         ///< added to the rate of one of the market's intervals: the sum
  bool outage = false;        ///< traders cannot act
  std::vector<bool> settled;  ///< by asset: its contracts are no more

  bool operator==(const Conditions&) const = default;

  [[nodiscard]] bool is_settled(std::size_t asset) const {
    return asset < settled.size() && settled[asset];
  }
};

/// Those of a path from a moment on, given when its shocks begin.
[[nodiscard]] Conditions conditions_at(const std::vector<paths::Shock>& shocks,
                                       const std::vector<std::uint32_t>& begins,
                                       std::uint32_t seconds);

}  // namespace marginwalk::replay
