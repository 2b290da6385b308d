#pragma once

#include <optional>
#include <string>

#include "sim/conduct/rule.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/read_conduct.hpp"

/// Alerts, and margin that is added: how each is read, and what it may not be.
namespace marginwalk::scenario {

/// A map with `below`, what is done `then`, and how it is carried out: `latency`, `fails`.
[[nodiscard]] conduct::Rule read_margin_alert(const Node& node, Problems& problems);

/// The same with `move` and `within` in place of `below`.
[[nodiscard]] conduct::Rule read_price_alert(const Node& node, Problems& problems);

/// A map with `below` and `to`.
[[nodiscard]] conduct::Rule read_top_up(const Node& node, Problems& problems);

/// Whether what is done comes from a reserve.
[[nodiscard]] bool needs_reserve(const conduct::Rule& rule);

/// Why a rule makes no sense, if so.
[[nodiscard]] std::optional<std::string> contradiction(const conduct::MarginAlert& rule,
                                                       const ConductGround& ground);
[[nodiscard]] std::optional<std::string> contradiction(const conduct::PriceAlert& rule,
                                                       const ConductGround& ground);
[[nodiscard]] std::optional<std::string> contradiction(const conduct::TopUp& rule,
                                                       const ConductGround& ground);

}  // namespace marginwalk::scenario
