#include "sim/replay/single.hpp"

#include <algorithm>

#include "sim/replay/interval_kernels.hpp"

namespace marginwalk::replay {
namespace {

/// The bit of the w-th watch.
WatchMask bit_of(std::size_t w) { return WatchMask{1} << std::min<std::size_t>(w, 63); }

}  // namespace

Guards guards(const Trial& trial, Directions& directions) {
  Guards result;
  for (const core::Tripwire& tripwire : trial.tripwires()) {
    result.watches.push_back(directions.watch(tripwire));
  }
  result.screens = screens(trial.account(), trial.tripwires(), directions);
  return result;
}

WatchMask Single::touched(WatchMask among, const Needed& needed, std::size_t interval) const {
  WatchMask found = 0;
  for (std::size_t w = 0; w < cash.size(); ++w) {
    if ((among & bit_of(w)) == 0) continue;
    if (needed(guards.watches[w].direction)[interval] >= cash[w]) found |= bit_of(w);
  }
  return found;
}

std::uint32_t Single::touched_parts(WatchMask among, CloseUp& view) const {
  const Needed needed = view.finest() ? view.bounds().at_end() : view.bounds().over();
  std::uint32_t parts = 0;
  for (std::size_t w = 0; w < cash.size(); ++w) {
    if ((among & bit_of(w)) == 0) continue;
    const double* row = needed(guards.watches[w].direction);
    parts |= where_needed(cash[w], row, view.parts());
  }
  return parts;
}

}  // namespace marginwalk::replay
