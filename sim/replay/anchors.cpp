#include "sim/replay/anchors.hpp"

#include <algorithm>

namespace marginwalk::replay {
namespace {

std::vector<std::uint32_t> wanted_minutes(const World& world, std::uint32_t last_minute,
                                          std::uint32_t spacing) {
  std::vector<std::uint32_t> minutes{last_minute};
  for (std::uint32_t minute = spacing; minute < last_minute; minute += spacing) {
    minutes.push_back(minute);
  }
  for (std::uint32_t minute = world.period(); minute < last_minute; minute += world.period()) {
    minutes.push_back(minute);
  }
  for (const Stop& stop : world.stops()) {
    if (stop.due()) minutes.push_back(stop.minute);
  }
  return minutes;
}

Anchor anchor_at(const World& world, std::uint32_t minute) {
  const auto stop = std::find_if(world.stops().begin(), world.stops().end(),
                                 [&](const Stop& each) { return each.minute == minute; });
  const bool is_stop = stop != world.stops().end();
  return {is_stop ? *stop : Stop{minute, false, false}, is_stop};
}

}  // namespace

Anchors::Anchors(const World& world, std::uint32_t last_minute, std::uint32_t spacing)
    : last_minute_(last_minute) {
  const random::DayPlan plan(wanted_minutes(world, last_minute, spacing));
  std::vector<std::uint32_t> minutes{0, random::minutes_per_day};
  for (const random::Cut& cut : plan.cuts()) minutes.push_back(cut.minute);
  std::sort(minutes.begin(), minutes.end());
  for (std::size_t row = 1; row < minutes.size(); ++row) {
    anchors_.push_back(anchor_at(world, minutes[row]));
  }
  const auto row = [&](std::uint32_t minute) {
    return static_cast<std::size_t>(std::lower_bound(minutes.begin(), minutes.end(), minute) -
                                    minutes.begin());
  };
  for (const random::Cut& cut : plan.cuts()) {
    cuts_.push_back({cut, row(cut.minute), row(cut.left), row(cut.right)});
  }
}

}  // namespace marginwalk::replay
