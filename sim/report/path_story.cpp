#include "sim/report/path_story.hpp"

#include <algorithm>
#include <set>

#include "core/inverse.hpp"
#include "core/liquidation_price.hpp"
#include "core/venue.hpp"

namespace marginwalk::report {
namespace {

constexpr std::uint32_t moments = 500;

void add_scope(const core::Venue& venue, const core::Account& account, core::Scope scope,
               core::Marks marks, std::vector<ScopePoint>& scopes) {
  const bool known = std::any_of(scopes.begin(), scopes.end(),
                                 [&](const ScopePoint& each) { return each.scope == scope; });
  if (!known) scopes.push_back({scope, core::margin_state(venue, account, scope, marks)});
}

/// The point just before a liquidation, whose costs and takings are put back.
PathPoint point_before(const PathPoint& last, const replay::Event& event, const PathPoint& after) {
  const core::Liquidation& closed = *event.liquidation;
  PathPoint point = last;
  point.seconds = event.seconds;
  point.prices = after.prices;
  const core::Money lost = closed.slippage + closed.fee + closed.taken - closed.shortfall;
  point.equity = after.equity + lost.value() * event.account.money_price(event.marks);
  point.scopes = {{closed.scope, closed.before}};
  return point;
}

/// Whether something besides funding was written down.
bool has_event(const replay::EventLog& log, std::size_t from) {
  return std::any_of(log.begin() + static_cast<std::ptrdiff_t>(from), log.end(),
                     [](const auto& event) { return event.kind != replay::EventKind::funding; });
}

}  // namespace

const ScopePoint* PathPoint::nearest() const {
  const auto least = std::min_element(
      scopes.begin(), scopes.end(),
      [](const auto& a, const auto& b) { return a.state.level() < b.state.level(); });
  return least == scopes.end() ? nullptr : &*least;
}

PathPoint path_point(const core::Venue& venue, const core::Account& account, core::Marks marks,
                     std::uint32_t seconds) {
  PathPoint point;
  point.seconds = seconds;
  for (std::size_t i = 0; i < venue.contracts.size(); ++i) {
    point.prices.push_back(core::quoted(venue.contracts[i], marks[i]).value());
  }
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    const core::Position& position = account.positions[i];
    const core::Contract& contract = venue.contracts[position.contract];
    std::optional<double> shown;
    if (position.open()) {
      const auto price = core::liquidation_price(venue, account, i, marks);
      if (price) shown = core::quoted(contract, *price).value();
      add_scope(venue, account, core::scope_of(account, i), marks, point.scopes);
    }
    point.liquidation.push_back(shown);
  }
  point.equity = core::worth(venue, account, marks).value();
  return point;
}

PathPoint path_point(const scenario::Study& study, const scenario::Cell& cell,
                     const replay::Event& event) {
  const core::Venue& venue = study.venue_of(cell);
  if (event.maintenance == 1) return path_point(venue, event.account, event.marks, event.seconds);
  return path_point(core::with_raised_maintenance(venue, event.maintenance), event.account,
                    event.marks, event.seconds);
}

PathStory path_story(const scenario::Study& study, const run::BlockRunner& runner, std::size_t cell,
                     std::uint64_t path) {
  PathStory story;
  story.cell = &study.cells[cell];
  const replay::Clock& clock = study.clock_at(study.place_of(*story.cell));
  const std::uint32_t interval = std::max(clock.step, clock.horizon / moments);
  std::uint32_t next = interval;
  std::size_t told = 0;
  story.outcome = runner.replay_one(
      cell, path, story.log,
      [&](std::uint32_t seconds, const replay::Trial& trial, core::Marks marks) {
        const bool event = has_event(story.log, told);
        for (; told < story.log.size(); ++told) {
          const replay::Event& each = story.log[told];
          if (!each.liquidation) continue;
          const PathPoint after = path_point(study, *story.cell, each);
          story.course.push_back(
              point_before(story.course.empty() ? after : story.course.back(), each, after));
        }
        if (!event && seconds < next && seconds < clock.horizon) return;
        story.course.push_back(path_point(trial.venue(), trial.account(), marks, seconds));
        while (next <= seconds) next += interval;
      });
  story.course.insert(story.course.begin(), path_point(study, *story.cell, story.log.front()));
  return story;
}

std::vector<std::size_t> contracts_of(const scenario::Cell& cell) {
  std::set<std::size_t> contracts;
  for (const core::Position& position : cell.account.positions) contracts.insert(position.contract);
  return {contracts.begin(), contracts.end()};
}

}  // namespace marginwalk::report
