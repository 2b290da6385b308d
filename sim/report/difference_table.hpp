#pragma once

#include "sim/report/table.hpp"
#include "sim/run/result.hpp"

namespace marginwalk::report {

/// The differences that say most, at most twenty: those against the baseline where there is one;
/// else cross against isolated with equal leverage and cap; else the first.
[[nodiscard]] Table difference_table(const run::Result& result);

}  // namespace marginwalk::report
