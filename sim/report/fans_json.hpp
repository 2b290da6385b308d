#pragma once

#include <nlohmann/json.hpp>

#include "sim/run/result.hpp"

namespace marginwalk::report {

/// Fans and worst paths of the cells that have them, with what happened on the worst of each, and
/// its chart.
[[nodiscard]] nlohmann::ordered_json fans_json(const run::Result& result);

}  // namespace marginwalk::report
