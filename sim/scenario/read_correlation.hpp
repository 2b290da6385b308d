#pragma once

#include "sim/paths/correlation.hpp"
#include "sim/scenario/asset_names.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/fields.hpp"
#include "sim/scenario/input_error.hpp"

namespace marginwalk::scenario {

/// Reads `{BTC ETH: 0.82, ...}`: every pair of assets once, in either order. A matrix that no
/// prices can have is a problem that prints the nearest one they can.
[[nodiscard]] paths::Matrix read_correlation(const Node& node, const AssetNames& assets,
                                             Problems& problems);

/// Reads the key `correlation`, or `factor`: with one common factor, assets i and j correlate by
/// the product of their loadings. One of them must be there from two assets on.
[[nodiscard]] paths::Matrix read_correlations(Fields& fields, const AssetNames& assets,
                                              Problems& problems);

}  // namespace marginwalk::scenario
