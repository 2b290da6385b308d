#pragma once

#include <cstdint>

#include "sim/replay/day.hpp"
#include "sim/replay/stamp.hpp"

namespace marginwalk::replay {

/// The definition of a walk: calls visit(seconds from the start, what is due, marks) at every
/// stop of a path, in order of time, the start left out and the horizon included.
template <class Visit>
void simple_walk(const World& world, std::uint64_t path, Day& day, Visit&& visit) {
  StampMaker stamps(world);
  stamps.begin(path);
  for (day.begin(path);; day.next()) {
    for (const Stop& stop : world.stops()) {
      const std::uint32_t seconds = day.seconds(stop.minute);
      if (seconds > world.clock().horizon) return;
      const core::Marks marks = day.marks(stop.minute);
      visit(seconds, stamps(stop, seconds, marks), marks);
    }
    if (day.seconds(random::minutes_per_day) >= world.clock().horizon) return;
  }
}

}  // namespace marginwalk::replay
