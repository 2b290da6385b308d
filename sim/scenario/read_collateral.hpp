#pragma once

#include <vector>

#include "core/collateral.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"

namespace marginwalk::scenario {

/// Reads the key `collateral` of a venue: for each asset one `weight` for all of it, or `tiers` of
/// marginal weights, in `value` or `amount`.
[[nodiscard]] std::vector<core::CollateralTerms> read_collateral(const Node& node,
                                                                 Problems& problems);

}  // namespace marginwalk::scenario
