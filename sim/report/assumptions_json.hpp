#pragma once

#include <nlohmann/json.hpp>

#include "sim/scenario/study.hpp"

namespace marginwalk::report {

/// What a study takes for given, as JSON: the law of prices and its parameters, the frictions of
/// the market, the venues' contracts, and where each cell's account stands at the start.
[[nodiscard]] nlohmann::ordered_json assumptions_json(const scenario::Study& study);

}  // namespace marginwalk::report
