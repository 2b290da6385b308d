#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace marginwalk::scenario {

/// How many insertions, deletions, substitutions and swaps of neighbours lead from one word to the
/// other, none of them inside a swap (the optimal string alignment distance of Damerau and
/// Levenshtein). Letter case counts.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The word that was probably meant: the nearest one, letter case aside, if no more than a third of
/// its letters (but at least one, and not all) are wrong.
[[nodiscard]] std::optional<std::string> nearest_word(std::string_view written,
                                                      const std::vector<std::string>& known);

/// `; did you mean X?` or nothing. Where no word is near, those that continue what was written, up
/// to three: `; did you mean X or Y?`
[[nodiscard]] std::string did_you_mean(std::string_view written,
                                       const std::vector<std::string>& known);

/// The known word that was written with its value but without `: ` between them, as in `price
/// 64850` or `price:64850`.
[[nodiscard]] std::optional<std::string> key_without_colon(std::string_view written,
                                                           const std::vector<std::string>& known);

}  // namespace marginwalk::scenario
