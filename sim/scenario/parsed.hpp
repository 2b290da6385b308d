#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace marginwalk::scenario {

/// Why a piece of text is not what it should be: `"ten" is not a count (why)`.
struct Rejection {
  std::string reason;
};

/// A value, or why there is none.
template <class Value>
using Parsed = std::variant<Value, Rejection>;

/// The user's text in quotation marks, fit for a message: cut if long, control characters replaced.
[[nodiscard]] std::string shown(std::string_view text);

}  // namespace marginwalk::scenario
