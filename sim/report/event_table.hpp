#pragma once

#include "sim/replay/event.hpp"
#include "sim/report/table.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::report {

/// The events of one path of a cell in order of time, each with the marks of the cell's contracts,
/// the account's equity and the margin level of the scope nearest to liquidation just after it.
[[nodiscard]] Table event_table(const scenario::Study& study, const scenario::Cell& cell,
                                const replay::EventLog& log);

}  // namespace marginwalk::report
