#pragma once

#include <optional>
#include <string>

#include "sim/estimate/measure.hpp"

/// Figures, their values and intervals, in words.
namespace marginwalk::report {

/// `liquidated`, `mean terminal equity`, `expected shortfall 95%`, `terminal equity 5% quantile`.
[[nodiscard]] std::string figure_text(const estimate::Figure& figure);

/// A value in its unit: a percentage, an amount, a duration or a bare number.
[[nodiscard]] std::string value_text(estimate::Unit unit, double value);

[[nodiscard]] std::string interval_text(estimate::Unit unit,
                                        const std::optional<estimate::Estimate>& value);

}  // namespace marginwalk::report
