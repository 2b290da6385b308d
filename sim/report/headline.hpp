#pragma once

#include <string>

#include "sim/scenario/study.hpp"

namespace marginwalk::report {

/// What a study asks, in one line: name, paths, horizon, monitoring step, start, model, seed.
[[nodiscard]] std::string headline(const scenario::Study& study);

}  // namespace marginwalk::report
