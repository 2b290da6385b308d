#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "sim/report/table.hpp"
#include "sim/study/attribution.hpp"

namespace marginwalk::report {

/// What makes accounts be liquidated, for a person: positions, and changes of the law.
[[nodiscard]] std::string attribution_text(const study::Attribution& attribution,
                                           Style style = Style::terminal);

/// The same for machines.
[[nodiscard]] nlohmann::ordered_json to_json(const study::Attribution& attribution);

}  // namespace marginwalk::report
