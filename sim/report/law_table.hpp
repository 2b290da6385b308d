#pragma once

#include "sim/report/table.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::report {

/// What makes the prices of a study jump and their volatility move, by asset where it differs; no
/// rows where the law is plain.
[[nodiscard]] Table law_table(const scenario::Study& study);

}  // namespace marginwalk::report
