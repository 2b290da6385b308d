#pragma once

#include <optional>
#include <string_view>

#include "sim/estimate/measure.hpp"
#include "sim/scenario/fields.hpp"

/// Numbers of a result, as files ask for them.
namespace marginwalk::scenario {

/// Reads which of its numbers a measure is asked for: `quantile`, without which it is the mean, or
/// `level`, as the measure has them. Knows no other key of the map.
[[nodiscard]] estimate::Figure read_figure(const estimate::Measure& measure, Fields& fields);

/// A value of a measure: a share in percent, a duration, an amount or a bare number.
[[nodiscard]] Parsed<double> parse_value(estimate::Unit unit, std::string_view text);

}  // namespace marginwalk::scenario
