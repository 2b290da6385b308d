#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/position.hpp"
#include "sim/replay/trader.hpp"
#include "sim/scenario/parsed.hpp"

/// Scalars of a file that are words. YAML's other spellings of truth (yes, no, on, off) are no
/// truth here.
namespace marginwalk::scenario {

/// The index of a word in a closed list; `what` is the kind of word, as in "a side".
[[nodiscard]] Parsed<std::size_t> parse_choice(std::string_view text, std::string_view what,
                                               const std::vector<std::string>& choices);

/// A parser of the words for an enumeration, in its order.
template <class Enumeration>
auto choice(std::string_view what, std::vector<std::string> words) {
  return [what, words = std::move(words)](std::string_view text) -> Parsed<Enumeration> {
    const Parsed<std::size_t> index = parse_choice(text, what, words);
    if (const auto* rejection = std::get_if<Rejection>(&index)) return *rejection;
    return static_cast<Enumeration>(std::get<std::size_t>(index));
  };
}

/// `long` (true) or `short` (false).
[[nodiscard]] Parsed<bool> parse_is_long(std::string_view text);

/// `cross` or `isolated`.
[[nodiscard]] Parsed<core::MarginMode> parse_margin_mode(std::string_view text);
[[nodiscard]] const std::string& word_of(core::MarginMode mode);

/// What follows a liquidation: `continue`, `stop` or `refill`.
[[nodiscard]] Parsed<replay::AfterLiquidation> parse_after_liquidation(std::string_view text);
[[nodiscard]] const std::string& word_of(replay::AfterLiquidation after);

/// `true` or `false`, and nothing else.
[[nodiscard]] Parsed<bool> parse_truth(std::string_view text);

/// A name that can be part of a file's name: at most 100 letters, digits, - and _, the first of
/// them a letter or a digit.
[[nodiscard]] Parsed<std::string> parse_name(std::string_view text);

/// Any text.
[[nodiscard]] Parsed<std::string> parse_text(std::string_view text);

}  // namespace marginwalk::scenario
