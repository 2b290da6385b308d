#include "sim/conduct/reviews.hpp"

#include "sim/random/brownian_tree.hpp"

namespace marginwalk::conduct {

std::vector<std::uint32_t> minutes_of_day(std::uint32_t every) {
  using random::minutes_per_day;
  if (every / 60 >= minutes_per_day) return {minutes_per_day};
  std::vector<std::uint32_t> minutes;
  for (std::uint32_t at = every / 60; at <= minutes_per_day; at += every / 60) {
    minutes.push_back(at);
  }
  return minutes;
}

std::uint32_t minute_of_day(std::uint32_t seconds) {
  using random::minutes_per_day;
  return (seconds / random::seconds_per_minute + minutes_per_day - 1) % minutes_per_day + 1;
}

}  // namespace marginwalk::conduct
