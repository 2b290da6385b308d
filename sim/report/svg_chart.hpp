#pragma once

#include <string>

#include "sim/replay/market.hpp"
#include "sim/report/chart.hpp"

namespace marginwalk::report {

/// The chart as the text of an SVG file: light or dark as its reader is, without scripts and fonts.
/// Labels must be plain words: nothing in them is escaped.
[[nodiscard]] std::string svg(const Chart& chart, const replay::Clock& clock);

}  // namespace marginwalk::report
