#pragma once

#include "sim/report/table.hpp"
#include "sim/run/result.hpp"

namespace marginwalk::report {

/// Bars that fill an eighth to the whole of a line for shares from 0 to 1.
[[nodiscard]] std::string bars(const std::vector<double>& shares);

/// The bars of some points of a survival curve, the last among them.
[[nodiscard]] std::string survival_bars(const std::vector<estimate::SurvivalPoint>& curve);

/// One row for each cell: which share of the paths is not liquidated yet, from the start to the
/// horizon, as a row of bars, one for each stretch. No rows where no path is liquidated.
[[nodiscard]] Table survival_table(const run::Result& result);

}  // namespace marginwalk::report
