#include "sim/report/path_chart.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/report/event_table.hpp"
#include "sim/report/position_table.hpp"

namespace marginwalk::report {
namespace {

/// A value of every point of a story's course.
template <class Value>
ChartLine line(const PathStory& story, const std::string& label, const std::string& style,
               Value value) {
  ChartLine drawn{label, style, {}, {}};
  for (const PathPoint& point : story.course) {
    drawn.seconds.push_back(point.seconds);
    drawn.values.push_back(value(point));
  }
  return drawn;
}

const char* style_of(std::span<const PathStory> stories, const PathStory& story) {
  return &story == &stories.front() ? "first" : "second";
}

/// What tells lines and marks of several stories apart.
std::string name_beside_others(std::span<const PathStory> stories, const PathStory& story,
                               const char* before, const char* after) {
  return stories.size() > 1 ? before + story.cell->policy.name + after : "";
}

bool is_own(replay::EventKind kind) {
  using enum replay::EventKind;
  return kind == order || kind == refill || kind == stopped;
}

/// The contracts of all stories by name: venues may number them differently.
std::vector<std::string> contract_names(const scenario::Study& study,
                                        std::span<const PathStory> stories) {
  std::vector<std::string> names;
  for (const PathStory& story : stories) {
    for (const std::size_t contract : contracts_of(*story.cell)) {
      const std::string& name = study.venue_of(*story.cell).contracts[contract].name;
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

ChartPanel price_panel(const scenario::Study& study, std::span<const PathStory> stories,
                       const std::string& name) {
  ChartPanel panel{name, {}, false, {}, true};
  for (const PathStory& story : stories) {
    const core::Venue& venue = study.venue_of(*story.cell);
    const std::vector<core::Position>& positions = story.cell->account.positions;
    for (std::size_t i = 0; i < positions.size(); ++i) {
      const std::size_t contract = positions[i].contract;
      if (venue.contracts[contract].name != name) continue;
      if (panel.lines.empty()) {
        panel.lines.push_back(line(story, "price", "price", [&](const PathPoint& point) {
          return std::optional(point.prices[contract]);
        }));
      }
      panel.lines.push_back(
          line(story,
               fmt::format("liquidation price, {}{}", name_beside_others(stories, story, "", " "),
                           position_name(venue, positions[i])),
               fmt::format("{} dashed", style_of(stories, story)),
               [&](const PathPoint& point) { return point.liquidation[i]; }));
    }
  }
  return panel;
}

std::optional<double> level_of(const PathPoint& point) {
  const ScopePoint* const nearest = point.nearest();
  return nearest ? std::optional(nearest->state.level()) : std::nullopt;
}

}  // namespace

Chart path_chart(const scenario::Study& study, std::uint64_t path,
                 std::span<const PathStory> stories) {
  Chart chart;
  ChartPanel levels{"Margin level, nearest to liquidation (at 1)", {}, true, 1.0, false};
  ChartPanel equity{"Equity of the whole account", {}, false, {}, false};
  std::string names;
  for (const PathStory& story : stories) {
    const std::string& name = story.cell->policy.name;
    names += (names.empty() ? "" : " and of ") + name;
    const char* const style = style_of(stories, story);
    levels.lines.push_back(line(story, name, style, level_of));
    equity.lines.push_back(line(
        story, name, style, [](const PathPoint& point) { return std::optional(point.equity); }));
    for (const replay::Event& event : story.log) {
      if (event.kind == replay::EventKind::start || event.kind == replay::EventKind::funding) {
        continue;
      }
      chart.marks.push_back({event.seconds,
                             title(event.kind) + name_beside_others(stories, story, ", ", ""),
                             is_own(event.kind)});
    }
  }
  chart.title = fmt::format("{}: path {} of {}", study.name, path, names);
  for (const std::string& name : contract_names(study, stories)) {
    chart.panels.push_back(price_panel(study, stories, name));
  }
  chart.panels.push_back(std::move(levels));
  chart.panels.push_back(std::move(equity));
  return chart;
}

}  // namespace marginwalk::report
