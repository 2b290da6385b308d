#include "sim/conduct/price_alert.hpp"

#include <algorithm>

#include "sim/conduct/exit_level.hpp"

namespace marginwalk::conduct {

Answer PriceAlert::look(const Moment& now, State& state) const {
  const core::Position& held = now.account.positions[position];
  if (now.seconds % 3600 != 0 || !held.open()) return {};
  std::erase_if(state.seen, [&](const Seen& each) { return each.seconds + within < now.seconds; });
  const core::Contract& contract = now.venue.contracts[held.contract];
  const core::Price mark = now.marks[held.contract];
  const bool warns = std::any_of(state.seen.begin(), state.seen.end(), [&](const Seen& each) {
    const core::Price level = mark_at_distance(contract, held, each.mark, move, Way::loss);
    return has_reached(held, mark, level, Way::loss);
  });
  if (warns) state.seen.clear();
  state.seen.push_back({now.seconds, mark});
  if (!warns) return {};
  return {actions_of(response, now.account, position), {}, true, true};
}

}  // namespace marginwalk::conduct
