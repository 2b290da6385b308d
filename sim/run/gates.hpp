#pragma once

#include <vector>

#include "sim/run/result.hpp"

namespace marginwalk::run {

/// Every gate of a study with every cell that it is about, in the order of the file.
[[nodiscard]] std::vector<GateResult> judge_gates(const scenario::Study& study,
                                                  const std::vector<CellResult>& cells);

}  // namespace marginwalk::run
