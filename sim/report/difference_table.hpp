#pragma once

#include <optional>

#include "sim/report/table.hpp"
#include "sim/run/result.hpp"

namespace marginwalk::report {

/// The differences that say most, at most twenty: those against the baseline where there is one;
/// else cross against isolated with equal leverage and cap; else the first.
/// How many times narrower the paired interval of the liquidation probabilities is than that of
/// other paths for each cell: their widths as they are told. None where one has none.
[[nodiscard]] std::optional<double> narrowing(const run::DifferenceResult& difference);

[[nodiscard]] Table difference_table(const run::Result& result);

}  // namespace marginwalk::report
