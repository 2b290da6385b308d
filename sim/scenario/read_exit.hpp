#pragma once

#include <optional>
#include <string>

#include "sim/conduct/rule.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/read_conduct.hpp"

/// Rules that leave a position: how each is read, and what it may not be.
namespace marginwalk::scenario {

/// A distance (8%), a quoted price (60000), or a map with `distance` or `price` and how it is
/// carried out: `latency`, `fails`.
[[nodiscard]] conduct::Rule read_stop_loss(const Node& node, Problems& problems);
[[nodiscard]] conduct::Rule read_take_profit(const Node& node, Problems& problems);

/// A distance, or a map with it.
[[nodiscard]] conduct::Rule read_trailing_stop(const Node& node, Problems& problems);

/// A duration (7d), or a map with `after`.
[[nodiscard]] conduct::Rule read_close_after(const Node& node, Problems& problems);

/// Why a stop makes no sense beside a given entry, which is settled, if so.
[[nodiscard]] std::optional<std::string> contradiction(const conduct::StopLoss& rule,
                                                       const conduct::Entry& entry,
                                                       const ConductGround& ground);

/// Why a rule makes no sense, if so.
[[nodiscard]] std::optional<std::string> contradiction(const conduct::StopLoss& rule,
                                                       const ConductGround& ground);
[[nodiscard]] std::optional<std::string> contradiction(const conduct::TakeProfit& rule,
                                                       const ConductGround& ground);
[[nodiscard]] std::optional<std::string> contradiction(const conduct::TrailingStop& rule,
                                                       const ConductGround& ground);
[[nodiscard]] std::optional<std::string> contradiction(const conduct::CloseAfter& rule,
                                                       const ConductGround& ground);

}  // namespace marginwalk::scenario
