#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "sim/scenario/input_error.hpp"

namespace marginwalk::scenario {

/// Bytes that a document may have: 1 MB.
inline constexpr std::size_t largest_document = 1'000'000;

/// Values that a document may have.
inline constexpr std::size_t most_values = 100'000;

/// Why a text cannot be a document, before its grammar is looked at: too large, not UTF-8, control
/// characters (a binary file), or tabs as indentation.
[[nodiscard]] std::optional<Problem> find_text_problem(std::string_view text,
                                                       const std::string& file_name);

}  // namespace marginwalk::scenario
