#pragma once

#include <vector>

#include "core/units.hpp"
#include "sim/paths/pull.hpp"
#include "sim/scenario/asset_names.hpp"
#include "sim/scenario/document.hpp"

namespace marginwalk::scenario {

/// Reads the key `pull`: a map from assets to the `level` that draws their price, with which
/// `strength`, and `within` what distance from it. `start`: prices by asset. One for each asset;
/// those that are not named have no strength.
[[nodiscard]] std::vector<paths::Pull> read_pulls(const Node& node, const AssetNames& assets,
                                                  const std::vector<core::Price>& start,
                                                  Problems& problems);

}  // namespace marginwalk::scenario
