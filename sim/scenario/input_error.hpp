#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "sim/scenario/location.hpp"

namespace marginwalk::scenario {

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
