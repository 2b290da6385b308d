#pragma once

#include <cstddef>
#include <vector>

#include "sim/run/result.hpp"

namespace marginwalk::run {

/// The cells of a study that a reader looks at closely, in order: all, where there are few. Else
/// the baseline (without one, the first cell), those that are liquidated least and most often, and
/// those that differ from the baseline in one setting alone: of too many, as many as there is room
/// for, evenly spread.
[[nodiscard]] std::vector<std::size_t> telling_cells(const Result& result);

/// How many are few, and how many are chosen of more.
inline constexpr std::size_t few_cells = 48;
inline constexpr std::size_t most_telling_cells = 24;

}  // namespace marginwalk::run
