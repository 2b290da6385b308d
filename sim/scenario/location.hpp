#pragma once

#include <string>

namespace marginwalk::scenario {

/// Where something was written: a place in a file, or a setting of the command line.
struct Location {
  std::string file;  ///< path as it was given, or `--set KEY`
  int line = 0;      ///< from 1; 0 = the file as a whole
  int column = 0;    ///< from 1, in characters
};

/// `file:line:column`, or the file alone where there is no line.
[[nodiscard]] std::string text_of(const Location& location);

}  // namespace marginwalk::scenario
