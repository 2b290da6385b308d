#pragma once

#include "sim/report/table.hpp"
#include "sim/run/result.hpp"

namespace marginwalk::report {

/// One row for each cell, those liquidated most rarely first: the places that it may have. Empty
/// where a run does not know them.
[[nodiscard]] Table rank_table(const run::Result& result);

}  // namespace marginwalk::report
