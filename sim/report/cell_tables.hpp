#pragma once

#include "sim/report/table.hpp"
#include "sim/run/result.hpp"

namespace marginwalk::report {

/// One row for each cell: how often it is liquidated, wiped out or bankrupt, and what that costs.
[[nodiscard]] Table frequency_and_severity(const run::Result& result);

/// One row for each cell that was liquidated on some path: what those paths have in common. Which
/// contract went first is told where the accounts hold more than one.
[[nodiscard]] Table attribution(const run::Result& result);

}  // namespace marginwalk::report
