#pragma once

#include <nlohmann/json.hpp>

#include "sim/report/chart.hpp"

namespace marginwalk::report {

/// The chart of one story for a page to draw, {seconds, panels, marks, left_out}: its moments,
/// which all lines share; of each panel {title, low, high, logarithmic, rule, lines}, from `low` to
/// `high` of its axis, with lines {label, style, values}; and marks {seconds, label, own}. Of many
/// moments, contracts and events it has some: evenly some hundred moments and those of events, four
/// contracts whose prices range widest, forty events; `left_out` says so in sentences. Values have
/// seven digits.
[[nodiscard]] nlohmann::ordered_json chart_json(const Chart& chart);

}  // namespace marginwalk::report
