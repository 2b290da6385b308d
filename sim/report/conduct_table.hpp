#pragma once

#include "sim/report/table.hpp"
#include "sim/run/result.hpp"

namespace marginwalk::report {

/// What traders who have rules have done, cell by cell; no rows where none has.
[[nodiscard]] Table conduct_table(const run::Result& result);

}  // namespace marginwalk::report
