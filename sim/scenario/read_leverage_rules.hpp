#pragma once

#include <optional>
#include <string>

#include "sim/conduct/rule.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/read_conduct.hpp"

/// Rules by which an account changes its leverage at reviews: how each is read, and what it may not
/// be.
namespace marginwalk::scenario {

/// A map with `share`, `every`, `when`, `borrow`, `interest`, and how it is carried out.
[[nodiscard]] conduct::Rule read_use_free_margin(const Node& node, Problems& problems);

/// A map with `every`, `by`, `at_most`, and how it is carried out.
[[nodiscard]] conduct::Rule read_leverage_creep(const Node& node, Problems& problems);

/// A map with `leverage`, `after`, `profit`, `drawdown`, `every`.
[[nodiscard]] conduct::Rule read_escalation(const Node& node, Problems& problems);

/// Why a rule makes no sense, if so.
[[nodiscard]] std::optional<std::string> contradiction(const conduct::UseFreeMargin& rule,
                                                       const ConductGround& ground);
[[nodiscard]] std::optional<std::string> contradiction(const conduct::LeverageCreep& rule,
                                                       const ConductGround& ground);
[[nodiscard]] std::optional<std::string> contradiction(const conduct::Escalation& rule,
                                                       const ConductGround& ground);

}  // namespace marginwalk::scenario
