#pragma once

#include <optional>
#include <string>

#include "sim/estimate/estimate.hpp"

namespace marginwalk::report {

/// Numbers with their intervals, as in `64.6% [63.9, 65.3]`. They show as many decimals as the
/// interval's width makes worth reading: the last one is a tenth of the width or less, but more
/// than a hundredth. A bound or an estimate that does not exist is a dash.

/// A fraction, in percent.
[[nodiscard]] std::string percent_interval(const std::optional<estimate::Estimate>& fraction);

/// A difference of fractions, in percentage points, without a sign for the unit.
[[nodiscard]] std::string points_interval(const std::optional<estimate::Estimate>& fraction);

/// An amount of quote currency, hundredths at most.
[[nodiscard]] std::string money_interval(const std::optional<estimate::Estimate>& amount);

/// Seconds, in the largest of days, hours and minutes that the estimate fills: `9.40d
/// [9.20, 9.50]`.
[[nodiscard]] std::string duration_interval(const std::optional<estimate::Estimate>& seconds);

/// A number above its interval, so that a row fits a terminal; Markdown joins them again.
[[nodiscard]] std::string stacked(std::string text);

}  // namespace marginwalk::report
