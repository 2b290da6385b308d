#pragma once

#include <string>
#include <string_view>

#include "sim/scenario/study.hpp"

namespace marginwalk::report {

/// What a study asks, in one line: name, paths, horizon, monitoring step, start, model, seed.
/// `limit` stands before the paths.
[[nodiscard]] std::string headline(const scenario::Study& study, std::string_view limit = "");

}  // namespace marginwalk::report
