#pragma once

#include "sim/cli/exit_code.hpp"
#include "sim/run/result.hpp"

namespace marginwalk::cli {

/// `failed` where a gate of a result failed, or is undecided while `strict`; else `done`.
[[nodiscard]] ExitCode code_of_gates(const run::Result& result, bool strict);

}  // namespace marginwalk::cli
