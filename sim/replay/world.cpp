#include "sim/replay/world.hpp"

#include "core/expect.hpp"
#include "sim/random/elementary.hpp"

namespace marginwalk::replay {
namespace {

random::DayPlan plan_for(const std::vector<Stop>& stops) {
  std::vector<std::uint32_t> minutes;
  for (const Stop& stop : stops) minutes.push_back(stop.minute);
  return random::DayPlan(minutes);
}

}  // namespace

std::vector<Stop> daily_stops(const Clock& clock, const Funding& funding) {
  using random::seconds_per_minute;
  MARGINWALK_EXPECTS(clock.step > 0 && random::seconds_per_day % clock.step == 0);
  const auto since_midnight = static_cast<std::uint32_t>(clock.start % random::seconds_per_day);
  std::vector<Stop> stops;
  for (std::uint32_t minute = 1; minute <= random::minutes_per_day; ++minute) {
    const std::uint32_t seconds = minute * seconds_per_minute;
    const bool stamp =
        funding.every_seconds > 0 && (since_midnight + seconds) % funding.every_seconds == 0;
    if (stamp || seconds % clock.step == 0) stops.push_back({minute, stamp});
  }
  return stops;
}

World::World(const Market& market, const Clock& clock, const paths::GbmParameters& model,
             std::uint64_t seed)
    : market_(market),
      clock_(clock),
      stops_(daily_stops(clock, market.funding)),
      plan_(plan_for(stops_)),
      model_(model),
      tree_(seed, model_.factors()) {}

void World::price(std::uint32_t seconds, std::span<const float> motion,
                  std::span<double> logarithms, std::span<core::Price> marks) const {
  model_(seconds / random::seconds_per_year, motion, logarithms);
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const std::size_t asset = market_.underlying[i];
    marks[i] = market_.assets[asset].start * random::exponential(logarithms[asset]);
  }
}

}  // namespace marginwalk::replay
