#pragma once

#include <optional>
#include <string>

#include "sim/conduct/rule.hpp"
#include "sim/scenario/read_conduct.hpp"

/// Rebalancing: how it is read, and what it may not be.
namespace marginwalk::scenario {

/// A map with `every`, and what to `keep` or a `volatility` over a `window`; a `threshold`, and how
/// it is carried out: `latency`, `fails`.
[[nodiscard]] conduct::Rule read_rebalance(const Node& node, Problems& problems);

/// Takes what is to be kept from the position as it is at the start.
void settle(conduct::Rebalance& rule, const ConductGround& ground);

/// Why it makes no sense, if so.
[[nodiscard]] std::optional<std::string> contradiction(const conduct::Rebalance& rule,
                                                       const ConductGround& ground);

}  // namespace marginwalk::scenario
