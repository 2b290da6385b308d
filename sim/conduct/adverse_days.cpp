#include "sim/conduct/adverse_days.hpp"

namespace marginwalk::conduct {

Answer AdverseDays::look(const Moment& now, State& state) const {
  const core::Position& held = now.account.positions[position];
  if (state.over || !held.open()) return {};
  Answer answer;
  if (may_recover(state) && has_reached(held, now.marks[held.contract], held.entry, Way::profit)) {
    state.recovered = answer.recovered = answer.changed = true;
  }
  if (now.seconds % random::seconds_per_day == 0) end_day(now, state, answer);
  return answer;
}

void AdverseDays::end_day(const Moment& now, State& state, Answer& answer) const {
  const core::Position& held = now.account.positions[position];
  const core::Price mark = now.marks[held.contract];
  const core::Price before = state.day_end == 0 ? start : state.mark;
  const core::Price adverse =
      mark_at_distance(now.venue.contracts[held.contract], held, before, distance, Way::loss);
  answer.adverse_day = now.seconds == state.day_end + random::seconds_per_day &&
                       has_reached(held, mark, adverse, Way::loss);
  state.day_end = now.seconds;
  state.mark = mark;
  if (under_water || state.under_water || has_reached(held, mark, held.entry, Way::profit)) return;
  state.under_water = answer.under_water = answer.changed = true;
}

void AdverseDays::add_tripwires(const core::Venue&, const core::Account& account,
                                const State& state, Tripwires& tripwires) const {
  const core::Position& held = account.positions[position];
  if (!held.open() || !may_recover(state)) return;
  tripwires.push_back(exit_tripwire(held, held.entry, Way::profit));
}

}  // namespace marginwalk::conduct
