#pragma once

#include <nlohmann/json.hpp>

#include "sim/run/result.hpp"

namespace marginwalk::report {

/// Fans and worst paths of all cells; empty where none were measured.
[[nodiscard]] nlohmann::ordered_json fans_json(const run::Result& result);

}  // namespace marginwalk::report
