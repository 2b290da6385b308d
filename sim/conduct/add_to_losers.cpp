#include "sim/conduct/add_to_losers.hpp"

namespace marginwalk::conduct {

core::Price AddToLosers::level(const core::Venue& venue, const core::Position& held,
                               const State& state) const {
  return mark_at_distance(venue.contracts[held.contract], held, state.last.value_or(held.entry),
                          every_drop, Way::loss);
}

void AddToLosers::refresh(const core::Account& account, State& state) const {
  if (!account.positions[position].open()) state = {};
}

Answer AddToLosers::look(const Moment& now, State& state) const {
  const core::Position& held = now.account.positions[position];
  if (state.times == at_most || !held.open()) return {};
  const core::Price at = level(now.venue, held, state);
  if (!has_reached(held, now.marks[held.contract], at, Way::loss)) return {};
  state.last = at;
  ++state.times;
  return {{Increase{position, held.size * share, false}}, at, true};
}

void AddToLosers::add_tripwires(const core::Venue& venue, const core::Account& account,
                                const State& state, Tripwires& tripwires) const {
  const core::Position& held = account.positions[position];
  if (state.times == at_most || !held.open()) return;
  tripwires.push_back(exit_tripwire(held, level(venue, held, state), Way::loss));
}

}  // namespace marginwalk::conduct
