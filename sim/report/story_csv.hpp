#pragma once

#include <span>
#include <string>

#include "sim/report/path_story.hpp"

namespace marginwalk::report {

/// One row for each event and position of every story, in full precision: cell, time, seconds,
/// event, position, size, price, liquidation_price, margin_equity, required, margin_level (of what
/// is liquidated together with the position), equity, wallet and funding (of the account). An empty
/// field is a number that does not exist.
[[nodiscard]] std::string story_csv(const scenario::Study& study,
                                    std::span<const PathStory> stories);

}  // namespace marginwalk::report
