#pragma once

#include <string>

namespace marginwalk::report {

/// The version of this program, as in 0.1.0.
[[nodiscard]] std::string version();

/// What this program was built with: compiler, its version, and the kind of build, as in
/// "gcc 12.2.0, Release". Neither date nor machine, so that equal builds say the same.
[[nodiscard]] std::string build();

}  // namespace marginwalk::report
