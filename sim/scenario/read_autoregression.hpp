#pragma once

#include "sim/paths/autoregression.hpp"
#include "sim/scenario/asset_names.hpp"
#include "sim/scenario/fields.hpp"

namespace marginwalk::scenario {

/// Reads the keys of an autoregression from a map that may have others. A mean that is not given is
/// 0.
[[nodiscard]] paths::Autoregression read_autoregression(Fields& fields, const AssetNames& assets,
                                                        Problems& problems);

}  // namespace marginwalk::scenario
