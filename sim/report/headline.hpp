#pragma once

#include <string>
#include <string_view>

#include "sim/scenario/study.hpp"

namespace marginwalk::report {

/// What a study asks, in one line: name, paths, horizon, monitoring step, start, model, seed.
/// `limit` stands before the paths.
[[nodiscard]] std::string headline(const scenario::Study& study, std::string_view limit = "");

/// The horizons of all cells in one line, and how often requirements are checked in them.
[[nodiscard]] std::string horizons(const scenario::Study& study);
[[nodiscard]] std::string steps(const scenario::Study& study);

}  // namespace marginwalk::report
