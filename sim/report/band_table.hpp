#pragma once

#include <nlohmann/json.hpp>

#include "sim/report/table.hpp"
#include "sim/run/result.hpp"

namespace marginwalk::report {

/// Whether there is a cohort, whose traders are told by bands of leverage.
[[nodiscard]] bool has_bands(const scenario::Study& study);

/// One row for each band of a cohort's leverage: how its traders survive, and what survivors and
/// casualties end with; no rows without a cohort.
[[nodiscard]] Table band_table(const run::Result& result);

/// The same for machines, with the survival curves.
[[nodiscard]] nlohmann::ordered_json bands_json(const run::Result& result);

}  // namespace marginwalk::report
