#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "sim/report/table.hpp"
#include "sim/study/frontier.hpp"

namespace marginwalk::report {

/// A frontier for a person: the answers, what they mean, and growth against survival.
[[nodiscard]] std::string frontier_text(const study::Frontier& frontier,
                                        Style style = Style::terminal);

/// The same for machines. `verdict` is found, all within, none within, no effect or refused.
[[nodiscard]] nlohmann::ordered_json to_json(const study::Frontier& frontier);

}  // namespace marginwalk::report
