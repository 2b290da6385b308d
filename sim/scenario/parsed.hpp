#pragma once

#include <string>
#include <variant>
#include <vector>

namespace marginwalk::scenario {

/// Why a piece of text is not what it should be: `"ten" is not a count (why)`.
struct Rejection {
  std::string reason;
  std::vector<std::string> words{};  ///< all that would do, where these are few
};

/// A value, or why there is none.
template <class Value>
using Parsed = std::variant<Value, Rejection>;

}  // namespace marginwalk::scenario
