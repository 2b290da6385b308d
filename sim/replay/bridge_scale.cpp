#include "sim/replay/bridge_scale.hpp"

#include "sim/random/elementary.hpp"

namespace marginwalk::replay {

BridgeScale::BridgeScale(const Clock& clock, std::size_t bounds, double error_bound)
    : spread_(random::minutes_per_day + 1) {
  constexpr double levels = 12;  // of lengths, from a day to a minute
  const double horizon = clock.horizon / random::seconds_per_minute;
  for (std::uint32_t minutes = 1; minutes <= random::minutes_per_day; ++minutes) {
    // Intervals of one level differ by a minute, so there are fewer than this of them.
    const double intervals = 2 * horizon / minutes + 2;
    const double exponent =
        random::logarithm(levels * static_cast<double>(bounds) * intervals / error_bound);
    const double years = minutes * random::seconds_per_minute / random::seconds_per_year;
    spread_[minutes] = exponent * years / 2;
  }
}

}  // namespace marginwalk::replay
