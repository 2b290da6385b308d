#pragma once

#include <optional>
#include <string_view>

#include "sim/estimate/measure.hpp"
#include "sim/scenario/fields.hpp"
#include "sim/scenario/study.hpp"

/// Numbers of a result, as files ask for them.
namespace marginwalk::scenario {

/// Reads which of its numbers a measure is asked for: `quantile`, without which it is the mean, or
/// `level`, as the measure has them. Knows no other key of the map.
[[nodiscard]] estimate::Figure read_figure(const estimate::Measure& measure, Fields& fields);

/// A result tells nothing of what a trader without rules did: a problem at the place where that is
/// asked for.
void report_untold(const estimate::Figure& figure, const Location& where, const Cell& cell,
                   Problems& problems);

/// A value of a measure: a share in percent, a duration, an amount or a bare number.
[[nodiscard]] Parsed<double> parse_value(estimate::Unit unit, std::string_view text);

}  // namespace marginwalk::scenario
