#pragma once

#include <string>

namespace marginwalk::test {

/// What a command left behind.
struct Ran {
  int code = 0;        ///< exit code; -1 if a signal ended it
  std::string output;  ///< standard output; standard error too if the command says 2>&1
};

/// Runs a command line by the shell.
[[nodiscard]] Ran shell(const std::string& command);

}  // namespace marginwalk::test
