#pragma once

#include <optional>
#include <string>

#include "sim/conduct/rule.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/read_conduct.hpp"

/// The rule that opens a position: how it is read, and what it may not be.
namespace marginwalk::scenario {

/// A move from the price at the start (-3%), a quoted price (60000), or a map with one of these as
/// `at` or with a `window`, with `every`, `expires` and `otherwise`, and `fails`.
[[nodiscard]] conduct::Rule read_entry(const Node& node, Problems& problems);

/// Takes over how the position is planned.
void settle(conduct::Entry& rule, const ConductGround& ground);

/// Why it makes no sense, if so.
[[nodiscard]] std::optional<std::string> contradiction(const conduct::Entry& rule,
                                                       const ConductGround& ground);

}  // namespace marginwalk::scenario
