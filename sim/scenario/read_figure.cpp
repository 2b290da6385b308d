#include "sim/scenario/read_figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/scenario/cell_choice.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"

namespace marginwalk::scenario {
namespace {

/// The level of a measure that is meant: 5% is 0.05.
std::optional<double> level_of(const estimate::Measure& measure, double share) {
  constexpr double hair = 1e-9;
  const auto found = std::find_if(measure.levels.begin(), measure.levels.end(),
                                  [&](double each) { return std::abs(each - share) < hair; });
  return found != measure.levels.end() ? std::optional(*found) : std::nullopt;
}

std::string levels_text(const estimate::Measure& measure) {
  std::vector<std::string> texts;
  for (const double level : measure.levels) texts.push_back(fmt::format("{:.6g}%", 100 * level));
  return listed(texts);
}

}  // namespace

estimate::Figure read_figure(const estimate::Measure& measure, Fields& fields) {
  estimate::Figure figure{&measure, {}};
  if (!measure.by_level) return figure;
  const char* const key = measure.has_quantiles ? "quantile" : "level";
  const auto share = measure.plain ? fields.optional(key, parse_share)
                                   : std::optional(fields.required(key, parse_share));
  if (!share || share->value() == 0) return figure;
  figure.level = level_of(measure, share->value());
  if (!figure.level) {
    fields.report(fields.where(key), fmt::format("{}: a result does not tell this one of {} (it "
                                                 "has {})",
                                                 key, measure.name, levels_text(measure)));
  }
  return figure;
}

void report_untold(const estimate::Figure& figure, const Location& where, const Study& study,
                   std::vector<std::size_t> cells, Problems& problems) {
  constexpr std::size_t most_names = 3;
  if (!figure.measure->of_conduct) return;
  std::erase_if(cells, [&](std::size_t cell) { return !study.cells[cell].conduct.rules.empty(); });
  if (cells.empty()) return;
  problems.push_back({where, fmt::format("{}: it is told of traders who have rules, and in cell{} "
                                         "{} there are none (give a conduct)",
                                         figure.measure->name, cells.size() > 1 ? "s" : "",
                                         names_of(study, cells, most_names))});
}

Parsed<double> parse_value(estimate::Unit unit, std::string_view text) {
  if (unit == estimate::Unit::share) return value_of(parse_share(text));
  if (unit == estimate::Unit::seconds) {
    const auto parsed = parse_duration(text);
    if (const auto* rejection = std::get_if<Rejection>(&parsed)) return *rejection;
    return static_cast<double>(std::get<std::uint32_t>(parsed));
  }
  return parse_number(text);
}

}  // namespace marginwalk::scenario
