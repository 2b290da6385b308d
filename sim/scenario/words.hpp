#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/position.hpp"
#include "sim/scenario/parsed.hpp"

/// Scalars of a file that are words. YAML's other spellings of truth (yes, no, on, off) are no
/// truth here.
namespace marginwalk::scenario {

/// The index of a word in a closed list; `what` is the kind of word, as in "a side".
[[nodiscard]] Parsed<std::size_t> parse_choice(std::string_view text, std::string_view what,
                                               const std::vector<std::string>& choices);

/// `long` (true) or `short` (false).
[[nodiscard]] Parsed<bool> parse_is_long(std::string_view text);

[[nodiscard]] Parsed<core::MarginMode> parse_margin_mode(std::string_view text);

/// `true` or `false`, and nothing else.
[[nodiscard]] Parsed<bool> parse_truth(std::string_view text);

/// A name that can be part of a file's name: at most 100 letters, digits, - and _, the first of
/// them a letter or a digit.
[[nodiscard]] Parsed<std::string> parse_name(std::string_view text);

/// Any text.
[[nodiscard]] Parsed<std::string> parse_text(std::string_view text);

}  // namespace marginwalk::scenario
