#pragma once

#include <span>

#include "core/account.hpp"
#include "sim/paths/gbm.hpp"

namespace marginwalk::replay {

/// Two moments of a path between which the logarithms of prices are Brownian bridges.
struct Bridge {
  core::Marks left;
  core::Marks right;  ///< before what happens at the right end's own moment
  double years = 0;   ///< between them
  const paths::Gbm* map = nullptr;
  std::span<const double> scale;  ///< of the map's deviations, by asset; empty = 1

  [[nodiscard]] double scale_of(std::size_t asset) const {
    return scale.empty() ? 1 : scale[asset];
  }
};

}  // namespace marginwalk::replay
