#pragma once

#include <string>
#include <vector>

#include "sim/scenario/study.hpp"

namespace marginwalk::run {

/// SHA-256 in lower-case hexadecimal of everything a study was read from: for each source in turn
/// its name, its length and its text.
[[nodiscard]] std::string input_sha256(const std::vector<scenario::Source>& sources);

}  // namespace marginwalk::run
