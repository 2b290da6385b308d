#pragma once

#include <string>

#include "sim/scenario/study.hpp"

namespace marginwalk::report {

/// A study as it was understood, and what it costs to run: assets, correlations, venue, funding,
/// slippage, every account as it stands at the start, refused cells, notes.
[[nodiscard]] std::string describe(const scenario::Study& study);

}  // namespace marginwalk::report
