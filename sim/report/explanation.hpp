#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "sim/report/path_story.hpp"
#include "sim/report/table.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::report {

/// One path, told for a cell and for others beside it: the account at its start, what happened to
/// it and when, and how its money adds up to what it ended with. Three or more funding stamps
/// without an event between them become one line that says so.
[[nodiscard]] std::string explain(const scenario::Study& study, std::uint64_t path,
                                  std::span<const PathStory> stories, Style style);

}  // namespace marginwalk::report
