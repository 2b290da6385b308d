#pragma once

#include <optional>
#include <string>

#include "sim/conduct/rule.hpp"
#include "sim/scenario/read_conduct.hpp"

/// Adverse days: how the rule is read, and what it may not be.
namespace marginwalk::scenario {

/// How many daily deviations an adverse day is: a number above 0.
[[nodiscard]] conduct::Rule read_adverse_days(const Node& node, Problems& problems);

/// Turns deviations into a share of the price, and looks where the position is at the start.
void settle(conduct::AdverseDays& rule, const ConductGround& ground);

/// Why a rule makes no sense, if so.
[[nodiscard]] std::optional<std::string> contradiction(const conduct::AdverseDays& rule,
                                                       const ConductGround& ground);

}  // namespace marginwalk::scenario
