#include "sim/conduct/trailing_stop.hpp"

namespace marginwalk::conduct {

void TrailingStop::refresh(const core::Account& account, State& state) const {
  if (!account.positions[position].open()) state = {};
}

Answer TrailingStop::look(const Moment& now, State& state) const {
  const core::Position& held = now.account.positions[position];
  if (state.sent || !held.open()) return {};
  const core::Price price = trigger.price(now.marks, held);
  const core::Price best = state.best.value_or(held.entry);
  if (has_reached(held, price, best, Way::profit)) {
    if (price == best) return {};
    state.best = price;
    return {{}, {}, true};
  }
  const core::Price at =
      mark_at_distance(now.venue.contracts[held.contract], held, best, distance, Way::loss);
  if (!has_reached(held, price, at, Way::loss)) return {};
  state.sent = true;
  return {{Reduce{position, 1}}, at, true};
}

/// A record is a change of what the trader remembers, so it must not be passed over.
void TrailingStop::add_tripwires(const core::Venue& venue, const core::Account& account,
                                 const State& state, Tripwires& tripwires) const {
  const core::Position& held = account.positions[position];
  if (state.sent || !held.open()) return;
  const core::Price best = state.best.value_or(held.entry);
  tripwires.push_back(exit_tripwire(held, best, Way::profit, trigger));
  const core::Price at =
      mark_at_distance(venue.contracts[held.contract], held, best, distance, Way::loss);
  tripwires.push_back(exit_tripwire(held, at, Way::loss, trigger));
}

}  // namespace marginwalk::conduct
