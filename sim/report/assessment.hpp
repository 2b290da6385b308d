#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "sim/scenario/study.hpp"

namespace marginwalk::report {

/// Where the accounts of a study stand at its start: for each cell its equity, requirements and
/// collateral, and for each position its liquidation price (all other marks frozen), how far away
/// that is in percent and in daily standard deviations of the study's model, where it has one, and
/// its bankruptcy price.
[[nodiscard]] std::string assessment(const scenario::Study& study);

/// The same as one JSON object. What does not exist is null.
[[nodiscard]] nlohmann::ordered_json assessment_json(const scenario::Study& study);

}  // namespace marginwalk::report
