#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/report/chart_axis.hpp"

/// Charts over time, whatever draws them.
namespace marginwalk::report {

/// A line through points; it breaks where a value is missing.
struct ChartLine {
  std::string label;
  std::string style;  ///< a class of the style sheet: `price`, `first`, `second`, and ` dashed`
  std::vector<std::uint32_t> seconds;
  std::vector<std::optional<double>> values;
};

/// One picture with an axis of its own.
struct ChartPanel {
  std::string title;
  std::vector<ChartLine> lines;
  bool logarithmic = false;
  std::optional<double> rule{};  ///< a level that is marked, as 1 of margin levels
  /// Values far beyond those of the first line are cut off instead of flattening it.
  bool fits_first_line = false;
};

struct ChartMark {
  std::uint32_t seconds = 0;
  std::string label;
  bool is_own = false;  ///< what the trader did, not what befell the account
};

struct Chart {
  std::string title;
  std::vector<ChartPanel> panels;
  std::vector<ChartMark> marks;  ///< moments, through all panels
};

/// What a panel's axis shows: all values with an edge, or what its first line needs.
[[nodiscard]] AxisRange axis_range(const ChartPanel& panel);

}  // namespace marginwalk::report
