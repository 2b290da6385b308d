#include "sim/report/story_csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/inverse.hpp"
#include "sim/report/event_table.hpp"
#include "sim/report/format.hpp"
#include "sim/report/position_table.hpp"

namespace marginwalk::report {
namespace {

std::string plain_number(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? fmt::format("{}", *value) : "";
}

/// What is held, positive for a long, whatever core's prices are.
double signed_size(const core::Venue& venue, const core::Position& position) {
  const double size = core::abs(position.size).value();
  if (size == 0) return 0;
  return core::is_long(venue.contracts[position.contract], position) ? size : -size;
}

/// The state of what is liquidated together with a position.
std::string state_of(const PathPoint& point, core::Scope scope) {
  const auto found = std::find_if(point.scopes.begin(), point.scopes.end(),
                                  [&](const ScopePoint& each) { return each.scope == scope; });
  if (found == point.scopes.end()) return ",,";
  return fmt::format("{},{},{}", found->state.equity.value(), found->state.maintenance.value(),
                     plain_number(found->state.level()));
}

std::string rows(const scenario::Study& study, const scenario::Cell& cell,
                 const replay::Event& event) {
  const PathPoint point = path_point(study, cell, event);
  std::string text;
  for (std::size_t i = 0; i < event.account.positions.size(); ++i) {
    const core::Position& position = event.account.positions[i];
    const bool from_start = i < cell.account.positions.size();
    text += fmt::format(
        "{},{},{},{},{},{},{},{},{},{},{},{}\n", cell.policy.name,
        iso_time(study.clock_at(study.place_of(cell)).start + event.seconds), event.seconds,
        title(event.kind),
        position_name(study.venue_of(cell), from_start ? cell.account.positions[i] : position),
        signed_size(study.venue_of(cell), position), point.prices[position.contract],
        plain_number(point.liquidation[i]), state_of(point, core::scope_of(event.account, i)),
        point.equity, event.account.wallet.value(), event.funding.value());
  }
  return text;
}

}  // namespace

std::string story_csv(const scenario::Study& study, std::span<const PathStory> stories) {
  std::string text =
      "cell,time,seconds,event,position,size,price,liquidation_price,margin_equity,required,"
      "margin_level,equity,wallet,funding\n";
  for (const PathStory& story : stories) {
    for (const replay::Event& event : story.log) text += rows(study, *story.cell, event);
  }
  return text;
}

}  // namespace marginwalk::report
