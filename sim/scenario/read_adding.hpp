#pragma once

#include <optional>
#include <string>

#include "sim/conduct/rule.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/read_conduct.hpp"

/// Rules that put more behind a position that has lost: how each is read, and what it may not be.
namespace marginwalk::scenario {

/// A map with `every_drop`, `add`, `at_most`, and how it is carried out.
[[nodiscard]] conduct::Rule read_add_to_losers(const Node& node, Problems& problems);

/// A count, or a map with it as `at_most`, `times`, and how it is carried out.
[[nodiscard]] conduct::Rule read_double_after_loss(const Node& node, Problems& problems);

/// Why a rule makes no sense, if so.
[[nodiscard]] std::optional<std::string> contradiction(const conduct::AddToLosers& rule,
                                                       const ConductGround& ground);
[[nodiscard]] std::optional<std::string> contradiction(const conduct::DoubleAfterLoss& rule,
                                                       const ConductGround& ground);

}  // namespace marginwalk::scenario
