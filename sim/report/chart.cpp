#include "sim/report/chart.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace marginwalk::report {

AxisRange axis_range(const ChartPanel& panel) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  const auto include = [&](double value, double least, double most) {
    if (panel.logarithmic && value <= 0) return;
    low = std::min(low, std::clamp(value, least, most));
    high = std::max(high, std::clamp(value, least, most));
  };
  double least = -std::numeric_limits<double>::infinity();
  double most = -least;
  for (const ChartLine& line : panel.lines) {
    for (const auto& value : line.values) {
      if (value && std::isfinite(*value)) include(*value, least, most);
    }
    if (!panel.fits_first_line || &line != &panel.lines.front()) continue;
    const double reach = high - low;
    least = low - reach;
    most = high + reach;
  }
  if (panel.rule) include(*panel.rule, least, most);
  if (!(low <= high)) return {0, 1, false};
  if (panel.logarithmic) return {low / 1.15, high * 1.15, true};
  const double edge = low == high ? std::max(1.0, std::abs(low)) / 10 : (high - low) / 20;
  return {low - edge, high + edge, false};
}

}  // namespace marginwalk::report
