#pragma once

namespace marginwalk::cli {

/// What the shell is told. The values are part of the interface.
enum ExitCode : int {
  done = 0,
  failed = 1,  ///< a gate, or a check that a user asked for
  bad_input = 2,
  incomplete = 3,  ///< not finished; the same command goes on
  defect = 70,     ///< a mistake of this program (EX_SOFTWARE of sysexits.h)
  interrupted = 130,
};

}  // namespace marginwalk::cli
