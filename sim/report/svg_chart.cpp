#include "sim/report/svg_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "sim/report/format.hpp"

namespace marginwalk::report {
namespace {

constexpr double width = 960, left = 84, right = 24, panel_height = 190, gap = 64, top = 78;

// Colours of two lines that stay apart for readers who see fewer of them (Okabe and Ito, 2008).
constexpr const char* style_sheet = R"(<style>
svg { background: #fff; color: #222; font: 13px sans-serif; }
text { fill: currentColor; }
.grid { stroke: currentColor; stroke-opacity: .15; }
.rule { stroke: #d55e00; stroke-width: 1.2; }
.mark { stroke: currentColor; stroke-opacity: .6; stroke-dasharray: 2 3; }
polyline { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
.price { stroke: currentColor; } tspan.price { stroke: none; fill: currentColor; }
.first { stroke: #0072b2; } tspan.first { stroke: none; fill: #0072b2; }
.second { stroke: #b04a00; } tspan.second { stroke: none; fill: #b04a00; }
polyline.dashed { stroke-dasharray: 6 4; }
@media (prefers-color-scheme: dark) {
  svg { background: #16181d; color: #e4e4e4; }
  .first { stroke: #56b4e9; } tspan.first { fill: #56b4e9; }
  .second { stroke: #e69f00; } tspan.second { fill: #e69f00; }
}
</style>
)";

/// Where a moment is.
double x_of(double seconds, const replay::Clock& clock) {
  return left + (width - left - right) * seconds / clock.horizon;
}

/// The unbroken stretches of a line.
std::string polylines(const ChartLine& line, const AxisRange& range, const replay::Clock& clock,
                      double y) {
  std::string text, points;
  const auto end_stretch = [&] {
    if (!points.empty())
      text += fmt::format("<polyline class=\"{}\" points=\"{}\"/>\n", line.style, points);
    points.clear();
  };
  for (std::size_t i = 0; i < line.values.size(); ++i) {
    const auto& value = line.values[i];
    if (!value || !std::isfinite(*value) || (range.logarithmic && *value <= 0)) {
      end_stretch();
      continue;
    }
    const double place = std::clamp(range.place(*value), -1.0, 2.0);
    fmt::format_to(std::back_inserter(points), "{}{:.1f},{:.1f}", points.empty() ? "" : " ",
                   x_of(line.seconds[i], clock), y + panel_height * (1 - place));
  }
  end_stretch();
  return text;
}

std::string level_line(const char* style, double y) {
  return fmt::format("<line class=\"{}\" x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>\n",
                     style, left, width - right, y, y);
}

std::string axis(const AxisRange& range, double y) {
  std::string text;
  const std::vector<double> values = round_values(range);
  for (const double value : values) {
    const double at = y + panel_height * (1 - range.place(value));
    const bool whole = std::abs(value) >= 10 || value == std::round(value);
    text += level_line("grid", at) +
            fmt::format("<text x=\"{}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>\n", left - 8,
                        at + 4, whole ? decimal(value, 0) : price(value));
  }
  return text;
}

/// Days from the start, at most eight steps of them; hours, where there are few days.
std::string time_axis(const replay::Clock& clock, double y, bool named) {
  const double unit = clock.horizon > 2 * 86'400 ? 86'400 : 3'600;
  const double step = round_step(clock.horizon / unit, 8);
  std::string text;
  for (double at = 0; at * unit <= clock.horizon; at += step) {
    const double x = x_of(at * unit, clock);
    text += fmt::format("<line class=\"grid\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{}\" y2=\"{}\"/>\n",
                        x, x, y, y + panel_height);
    if (!named) continue;
    text += fmt::format("<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">{:g}{}</text>\n", x,
                        y + panel_height + 18, at, unit == 3'600 ? "h" : "d");
  }
  return text;
}

std::string title_line(const ChartPanel& panel, double y) {
  std::string text = fmt::format("<text x=\"{}\" y=\"{}\" font-weight=\"bold\">{}</text>\n", left,
                                 y - 26, panel.title);
  text += fmt::format("<text x=\"{}\" y=\"{}\">", left, y - 8);
  for (const ChartLine& line : panel.lines) {
    const bool dashed = line.style.find("dashed") != std::string::npos;
    text += fmt::format("{}<tspan class=\"{}\">{} {}</tspan>",
                        &line == &panel.lines.front() ? "" : " \u00a0 ", line.style,
                        dashed ? "╌╌" : "──", line.label);
  }
  return text + "</text>\n";
}

std::string panel_text(const ChartPanel& panel, const replay::Clock& clock, double y, bool last) {
  const AxisRange range = axis_range(panel);
  std::string text = title_line(panel, y) + time_axis(clock, y, last) + axis(range, y);
  if (panel.rule) text += level_line("rule", y + panel_height * (1 - range.place(*panel.rule)));
  text += fmt::format("<svg x=\"0\" y=\"{}\" width=\"{}\" height=\"{}\" viewBox=\"0 {} {} {}\">\n",
                      y, width, panel_height, y, width, panel_height);
  for (const ChartLine& line : panel.lines) text += polylines(line, range, clock, y);
  return text + "</svg>\n";
}

std::string marks_text(const Chart& chart, const replay::Clock& clock, double height) {
  std::string text;
  double row = 0;
  for (const ChartMark& mark : chart.marks) {
    const double x = x_of(mark.seconds, clock);
    text += fmt::format("<line class=\"mark\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{}\" y2=\"{}\"/>\n",
                        x, x, top, height - gap);
    text += fmt::format("<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"{}\">{}</text>\n",
                        x > width / 2 ? x - 4 : x + 4, top + 14 + 15 * row,
                        x > width / 2 ? "end" : "start", mark.label);
    row = row < 4 ? row + 1 : 0;
  }
  return text;
}

}  // namespace

std::string svg(const Chart& chart, const replay::Clock& clock) {
  const double height = top + static_cast<double>(chart.panels.size()) * (panel_height + gap);
  std::string text = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" "
      "role=\"img\" aria-label=\"{}\">\n<title>{}</title>\n{}",
      width, height, width, height, chart.title, chart.title, style_sheet);
  text += fmt::format("<text x=\"{}\" y=\"22\" font-size=\"15\">{}</text>\n", left, chart.title);
  double y = top;
  for (const ChartPanel& panel : chart.panels) {
    text += panel_text(panel, clock, y, &panel == &chart.panels.back());
    y += panel_height + gap;
  }
  return text + marks_text(chart, clock, height) + "</svg>\n";
}

}  // namespace marginwalk::report
