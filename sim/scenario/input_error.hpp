#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace marginwalk::scenario {

/// Where something was written: a place in a file, or a setting of the command line.
struct Location {
  std::string file;  ///< path as it was given, or `--set KEY`
  int line = 0;      ///< from 1; 0 = the file as a whole
  int column = 0;    ///< from 1, in characters
};

/// `file:line:column`, or the file alone where there is no line.
[[nodiscard]] std::string text_of(const Location& location);

/// One mistake in what the user wrote: `problem (why); did you mean X?`
struct Problem {
  Location location;
  std::string message;
};

/// Mistakes are collected while reading, so that a user can mend several at once.
using Problems = std::vector<Problem>;

/// What the user wrote cannot be run. what() gives all problems in the order of their locations,
/// one a line, as `file:line:column: problem (why); did you mean X?`
class InputError : public std::runtime_error {
 public:
  explicit InputError(Problems problems);

  [[nodiscard]] const Problems& problems() const { return problems_; }

 private:
  Problems problems_;
};

/// Throws InputError if there are problems.
void throw_if_any(const Problems& problems);

}  // namespace marginwalk::scenario
