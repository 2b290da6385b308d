#pragma once

#include "sim/report/table.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::report {

/// The cells whose accounts the venue would not open, and why.
[[nodiscard]] Table refused_table(const scenario::Study& study);

}  // namespace marginwalk::report
