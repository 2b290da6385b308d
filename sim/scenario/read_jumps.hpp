#pragma once

#include <vector>

#include "sim/paths/model.hpp"
#include "sim/scenario/asset_names.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"

namespace marginwalk::scenario {

/// Reads the key `jumps`: a list of Poisson clocks, each with its `rate` per year, a normal law of
/// sizes (`mean`, `deviation`) or a double exponential one (`up`, `mean_up`, `mean_down`), and what
/// they do to assets (`beta`, `own_deviation`; an asset that is not named stays). A clock that
/// moves none of the study's assets ticks all the same, so that the others stay what they are.
[[nodiscard]] std::vector<paths::Jumps> read_jumps(const Node& node, const AssetNames& assets,
                                                   Problems& problems);

}  // namespace marginwalk::scenario
