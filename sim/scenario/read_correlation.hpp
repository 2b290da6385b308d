#pragma once

#include "sim/paths/correlation.hpp"
#include "sim/scenario/asset_names.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"

namespace marginwalk::scenario {

/// Reads `{BTC ETH: 0.82, ...}`: every pair of assets once, in either order. A matrix that no
/// prices can have is a problem that prints the nearest one they can.
[[nodiscard]] paths::Matrix read_correlation(const Node& node, const AssetNames& assets,
                                             Problems& problems);

}  // namespace marginwalk::scenario
