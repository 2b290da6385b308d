#pragma once

namespace marginwalk::cli {

/// Runs `marginwalk VERB ...`: data to standard output, everything else to standard error. Returns
/// the exit code.
int command_line(int argc, const char* const* argv);

}  // namespace marginwalk::cli
