#pragma once

#include <cstdint>
#include <string>

#include "sim/replay/event.hpp"
#include "sim/replay/outcome.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::report {

/// One path of one cell, told: the account at its start, what happened to it and when, and how its
/// money adds up to what it ended with. Three or more funding stamps without an event between them
/// become one line that says so.
[[nodiscard]] std::string explain(const scenario::Study& study, const scenario::Cell& cell,
                                  std::uint64_t path, const replay::EventLog& log,
                                  const replay::Outcome& outcome);

}  // namespace marginwalk::report
