#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sim/estimate/measure.hpp"
#include "sim/scenario/fields.hpp"
#include "sim/scenario/study.hpp"

/// Numbers of a result, as files ask for them.
namespace marginwalk::scenario {

/// Reads which of its numbers a measure is asked for: `quantile`, without which it is the mean, or
/// `level`, as the measure has them. Knows no other key of the map.
[[nodiscard]] estimate::Figure read_figure(const estimate::Measure& measure, Fields& fields);

/// A result tells nothing of what traders without rules did: a problem at the place where that is
/// asked of some cells, one for all of them.
void report_untold(const estimate::Figure& figure, const Location& where, const Study& study,
                   std::vector<std::size_t> cells, Problems& problems);

/// A value of a measure: a share in percent, a duration, an amount or a bare number.
[[nodiscard]] Parsed<double> parse_value(estimate::Unit unit, std::string_view text);

}  // namespace marginwalk::scenario
