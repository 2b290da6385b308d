#pragma once

#include <string>

#include "sim/report/table.hpp"
#include "sim/run/result.hpp"

namespace marginwalk::report {

/// A result for people: one table with frequency beside severity, every number with its interval;
/// what the liquidated paths have in common; differences between cells; what was refused; notes.
[[nodiscard]] std::string summary(const run::Result& result, Style style);

}  // namespace marginwalk::report
