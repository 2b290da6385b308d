#include "sim/report/chart_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/expect.hpp"

namespace marginwalk::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_moments = 120, most_contracts = 4, most_marks = 40;

Json seven_digits(const std::optional<double>& value) {
  if (!value || !std::isfinite(*value)) return nullptr;
  return std::stod(fmt::format("{:.7g}", *value));
}

/// What is the same at the same moment, as when all positions are closed one by one, is one mark.
std::vector<ChartMark> without_repeats(std::vector<ChartMark> marks) {
  const auto is_same = [](const ChartMark& a, const ChartMark& b) {
    return a.seconds == b.seconds && a.label == b.label;
  };
  marks.erase(std::unique(marks.begin(), marks.end(), is_same), marks.end());
  return marks;
}

/// Not what the trader did, where there are too many.
std::vector<ChartMark> kept_marks(std::vector<ChartMark> marks) {
  if (marks.size() > most_marks) std::erase_if(marks, [](const auto& mark) { return mark.is_own; });
  if (marks.size() > most_marks) marks.resize(most_marks);
  return marks;
}

/// Evenly some of the moments, the first and the last, and those just before and after marks.
std::vector<std::size_t> kept_moments(const std::vector<std::uint32_t>& seconds,
                                      const std::vector<ChartMark>& marks) {
  const auto is_marked = [&](std::uint32_t moment) {
    return std::any_of(marks.begin(), marks.end(),
                       [&](const ChartMark& mark) { return mark.seconds == moment; });
  };
  const std::size_t stride = seconds.size() / most_moments + 1, last = seconds.size() - 1;
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i <= last; ++i) {
    const bool is_between =
        i > 0 && i < last && seconds[i - 1] == seconds[i] && seconds[i] == seconds[i + 1];
    const bool is_told = i % stride == 0 || i == last || is_marked(seconds[i]);
    if (is_told && !is_between) kept.push_back(i);
  }
  return kept;
}

/// How many times the lowest price the highest is; nothing where a panel has no prices.
std::optional<double> price_range(const ChartPanel& panel) {
  if (!panel.fits_first_line) return std::nullopt;
  const auto& prices = panel.lines.front().values;
  const auto [low, high] = std::minmax_element(prices.begin(), prices.end());
  return **high / **low;
}

std::vector<double> price_ranges(const std::vector<ChartPanel>& panels) {
  std::vector<double> ranges;
  for (const ChartPanel& each : panels) {
    if (const auto range = price_range(each)) ranges.push_back(*range);
  }
  return ranges;
}

/// All panels but those of contracts beyond the first by their range.
std::vector<ChartPanel> kept_panels(std::vector<ChartPanel> panels) {
  std::vector<double> ranges = price_ranges(panels);
  if (ranges.size() <= most_contracts) return panels;
  std::sort(ranges.begin(), ranges.end(), std::greater());
  std::erase_if(panels, [least = ranges[most_contracts - 1]](const ChartPanel& each) {
    return price_range(each).value_or(least) < least;
  });
  return panels;
}

Json line_json(const ChartLine& line, const std::vector<std::size_t>& moments) {
  Json json{{"label", line.label}, {"style", line.style}, {"values", Json::array()}};
  for (const std::size_t moment : moments) {
    json["values"].push_back(seven_digits(line.values[moment]));
  }
  return json;
}

Json panel_json(const ChartPanel& panel, const std::vector<std::size_t>& moments) {
  const AxisRange range = axis_range(panel);
  Json json{{"title", panel.title},
            {"low", seven_digits(range.low)},
            {"high", seven_digits(range.high)},
            {"logarithmic", range.logarithmic},
            {"rule", seven_digits(panel.rule)},
            {"lines", Json::array()}};
  for (const ChartLine& line : panel.lines) json["lines"].push_back(line_json(line, moments));
  return json;
}

}  // namespace

nlohmann::ordered_json chart_json(const Chart& chart) {
  const std::vector<std::uint32_t>& seconds = chart.panels.front().lines.front().seconds;
  const std::vector<ChartMark> all_marks = without_repeats(chart.marks);
  const std::vector<ChartMark> marks = kept_marks(all_marks);
  const std::vector<std::size_t> moments = kept_moments(seconds, marks);
  const std::vector<ChartPanel> panels = kept_panels(chart.panels);
  Json json{{"seconds", Json::array()},
            {"panels", Json::array()},
            {"marks", Json::array()},
            {"left_out", Json::array()}};
  for (const std::size_t moment : moments) json["seconds"].push_back(seconds[moment]);
  for (const ChartPanel& panel : panels) {
    for (const ChartLine& line : panel.lines) MARGINWALK_EXPECTS(line.seconds == seconds);
    json["panels"].push_back(panel_json(panel, moments));
  }
  for (const ChartMark& mark : marks) {
    json["marks"].push_back(
        {{"seconds", mark.seconds}, {"label", mark.label}, {"own", mark.is_own}});
  }
  const auto say = [&](std::size_t kept, std::size_t all, const char* of_what) {
    if (kept == all) return;
    json["left_out"].push_back(fmt::format("{} of {} {}.", kept, all, of_what));
  };
  say(moments.size(), seconds.size(), "moments are drawn, every marked event among them");
  say(price_ranges(panels).size(), price_ranges(chart.panels).size(),
      "contracts are drawn, whose prices range widest");
  say(marks.size(), all_marks.size(), "events are marked");
  return json;
}

}  // namespace marginwalk::report
