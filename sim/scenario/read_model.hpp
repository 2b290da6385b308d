#pragma once

#include "sim/scenario/asset_names.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::scenario {

/// Reads the law of prices, with one entry for each of the study's assets, in their order.
[[nodiscard]] paths::ModelParameters read_model(const Node& node, const AssetNames& assets,
                                                Problems& problems);

}  // namespace marginwalk::scenario
