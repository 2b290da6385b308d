#pragma once

#include <optional>
#include <string_view>

#include "sim/scenario/input_error.hpp"

namespace marginwalk::scenario {

/// A quote or a bracket of a document that is not closed, or closed by something else, as far as it
/// may be what made the parser stop there.
[[nodiscard]] std::optional<Problem> find_enclosure_problem(std::string_view text,
                                                            const Location& stopped);

/// Whether a place lies within brackets.
[[nodiscard]] bool is_enclosed(std::string_view text, const Location& place);

}  // namespace marginwalk::scenario
