#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "sim/report/table.hpp"
#include "sim/study/comparison.hpp"

namespace marginwalk::report {

/// Two runs side by side: what changed in the input, what that did to cells and to gates.
[[nodiscard]] std::string comparison_text(const study::Comparison& comparison, Style style);

[[nodiscard]] nlohmann::ordered_json to_json(const study::Comparison& comparison);

}  // namespace marginwalk::report
