#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/study.hpp"

namespace marginwalk::run {

/// SHA-256 in lower-case hexadecimal.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// Of everything a study was read from: for each source in turn
/// its name, its length and its text.
[[nodiscard]] std::string input_sha256(const std::vector<scenario::Source>& sources);

/// The same but for what says how many paths there are: the setting `paths`, and the line of the
/// study file that begins with `paths:`. Runs that agree in it walk the same paths. One until
/// precise differs from one of so many paths.
[[nodiscard]] std::string study_sha256(const std::vector<scenario::Source>& sources,
                                       bool until_precise = false);

}  // namespace marginwalk::run
