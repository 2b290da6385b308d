#pragma once

#include "sim/paths/model.hpp"

namespace marginwalk::paths {

/// The law that plays a recording, with the period of its moves and what its bars are like: drift,
/// volatility and correlation say so, and decide about no price.
[[nodiscard]] ModelParameters recorded_law(const Recorded& recorded);

}  // namespace marginwalk::paths
