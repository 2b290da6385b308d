#pragma once

#include <string>

#include "sim/replay/event.hpp"
#include "sim/report/table.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::report {

/// What kind of event it is, in a word or two.
[[nodiscard]] std::string title(replay::EventKind kind);

/// The events of one path of a cell in order of time, each with the marks of the cell's contracts,
/// the account's equity, and equity, requirement and margin level of the scope nearest to
/// liquidation, just after it.
[[nodiscard]] Table event_table(const scenario::Study& study, const scenario::Cell& cell,
                                const replay::EventLog& log);

}  // namespace marginwalk::report
