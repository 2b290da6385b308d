#include "sim/replay/world.hpp"

#include <algorithm>

#include "core/expect.hpp"

namespace marginwalk::replay {
namespace {

random::DayPlan plan_for(const std::vector<Stop>& stops) {
  std::vector<std::uint32_t> minutes;
  for (const Stop& stop : stops) minutes.push_back(stop.seconds / random::seconds_per_minute);
  return random::DayPlan(minutes);
}

}  // namespace

std::vector<Stop> daily_stops(const Clock& clock, const Funding& funding) {
  MARGINWALK_EXPECTS(clock.step > 0 && random::seconds_per_day % clock.step == 0);
  const auto since_midnight = static_cast<std::uint32_t>(clock.start % random::seconds_per_day);
  std::vector<Stop> stops;
  for (std::uint32_t t = random::seconds_per_minute; t <= random::seconds_per_day;
       t += random::seconds_per_minute) {
    const bool stamp =
        funding.every_seconds > 0 && (since_midnight + t) % funding.every_seconds == 0;
    if (stamp || t % clock.step == 0) stops.push_back({t, stamp});
  }
  return stops;
}

World::World(const Market& market, const Clock& clock, const paths::GbmParameters& model,
             std::uint64_t seed)
    : market_(market),
      horizon_(clock.horizon),
      stops_(daily_stops(clock, market.funding)),
      plan_(plan_for(stops_)),
      model_(model),
      tree_(seed, model_.factors()) {}

World::Workspace World::make_workspace() const {
  Workspace workspace;
  workspace.motion.resize((random::minutes_per_day + 1) * tree_.factors());
  workspace.growth.resize(market_.assets.size());
  workspace.marks = start_marks();
  return workspace;
}

std::vector<core::Price> World::start_marks() const {
  std::vector<core::Price> marks;
  for (const std::size_t asset : market_.underlying) marks.push_back(market_.assets[asset].start);
  return marks;
}

void World::price(std::uint32_t seconds, std::span<const float> motion,
                  Workspace& workspace) const {
  model_(seconds / random::seconds_per_year, motion, workspace.growth);
  for (std::size_t i = 0; i < market_.underlying.size(); ++i) {
    const std::size_t asset = market_.underlying[i];
    workspace.marks[i] = market_.assets[asset].start * workspace.growth[asset];
  }
}

}  // namespace marginwalk::replay
