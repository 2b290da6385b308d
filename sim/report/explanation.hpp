#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
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

/// The same of one cell for a page to show: {verdict, events, balance}, all texts.
[[nodiscard]] nlohmann::ordered_json story_json(const scenario::Study& study,
                                                const PathStory& story);

}  // namespace marginwalk::report
