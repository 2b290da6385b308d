#pragma once

#include "sim/report/table.hpp"
#include "sim/run/result.hpp"

namespace marginwalk::report {

/// `at_most` or `at_least`.
[[nodiscard]] const char* word_of(estimate::Demand::Side side);

/// `passed`, `failed` or `undecided`.
[[nodiscard]] const char* word_of(estimate::Verdict verdict);

/// One row for each gate and cell: what is demanded, what the number is, and the verdict.
[[nodiscard]] Table gate_table(const run::Result& result);

}  // namespace marginwalk::report
