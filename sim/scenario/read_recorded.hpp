#pragma once

#include "sim/paths/model.hpp"
#include "sim/scenario/asset_names.hpp"
#include "sim/scenario/fields.hpp"

namespace marginwalk::scenario {

/// The keys of a law that plays recorded prices: `prices`, a CSV file or a map from assets to .npy
/// files, whose bytes stand in the place of their names (StudyDocument); with the latter `every`;
/// and, of a bootstrap, `block` and `drift`. Nothing where the prices are wrong.
[[nodiscard]] std::optional<paths::ModelParameters> read_recorded(Fields& fields, bool bootstrap,
                                                                  const AssetNames& assets,
                                                                  Problems& problems);

}  // namespace marginwalk::scenario
