#pragma once

#include <vector>

#include "sim/paths/shock.hpp"
#include "sim/scenario/asset_names.hpp"
#include "sim/scenario/document.hpp"

namespace marginwalk::scenario {

/// Reads the key `market.shocks`. What an episode's file says of assets that the study does not
/// have is left out.
[[nodiscard]] std::vector<paths::Shock> read_shocks(const Node& node, const AssetNames& assets,
                                                    Problems& problems);

}  // namespace marginwalk::scenario
