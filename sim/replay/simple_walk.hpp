#pragma once

#include <cstdint>

#include "sim/replay/day.hpp"

namespace marginwalk::replay {

/// The definition of a walk: calls visit(seconds from the start, is funding stamp, marks by
/// contract) at every stop of a path, in order of time, the start left out and the horizon
/// included.
template <class Visit>
void simple_walk(const World& world, std::uint64_t path, Day& day, Visit&& visit) {
  for (day.begin(path);; day.next()) {
    for (const random::Cut& cut : world.plan().cuts()) day.draw(cut);
    for (const Stop& stop : world.stops()) {
      const std::uint32_t seconds = day.seconds(stop.minute);
      if (seconds > world.clock().horizon) return;
      visit(seconds, stop.funding, day.marks(stop.minute));
    }
    if (day.seconds(random::minutes_per_day) >= world.clock().horizon) return;
  }
}

}  // namespace marginwalk::replay
