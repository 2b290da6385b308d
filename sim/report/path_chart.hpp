#pragma once

#include <cstdint>
#include <span>

#include "sim/report/chart.hpp"
#include "sim/report/path_story.hpp"

namespace marginwalk::report {

/// One path under a cell, and under another beside it: each contract's price against the prices at
/// which its positions are liquidated, the margin level nearest to liquidation, and equity.
[[nodiscard]] Chart path_chart(const scenario::Study& study, std::uint64_t path,
                               std::span<const PathStory> stories);

}  // namespace marginwalk::report
