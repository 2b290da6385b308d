#pragma once

#include "sim/report/table.hpp"
#include "sim/run/result.hpp"

namespace marginwalk::report {

/// How often each cell was liquidated at the study's steps and how often it would have been had
/// requirements been checked without pause, with the difference on the same paths.
[[nodiscard]] Table step_bias_table(const run::Result& result);

}  // namespace marginwalk::report
