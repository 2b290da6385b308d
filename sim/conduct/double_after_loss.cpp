#include "sim/conduct/double_after_loss.hpp"

namespace marginwalk::conduct {

void DoubleAfterLoss::refresh(const core::Account& account, State& state) const {
  const core::Position& held = account.positions[position];
  if (held.open()) {
    if (!state.open) state.opened = held.size;
    state.entry = held.entry;
  } else if (state.open) {
    state.closed = true;
  }
  state.open = held.open();
}

Answer DoubleAfterLoss::look(const Moment& now, State& state) const {
  if (!state.closed) return {};
  state.closed = false;
  const core::Price mark = now.marks[now.account.positions[position].contract];
  const bool lost = state.opened * (mark - state.entry) < core::Money(0);
  if (!lost) state.in_a_row = 0;
  if (state.open || !lost || state.in_a_row == at_most) return {{}, {}, true};
  ++state.in_a_row;
  return {{Increase{position, state.opened * times}}, {}, true};
}

/// In an outage the trader could not look when it was closed.
void DoubleAfterLoss::add_tripwires(const core::Venue&, const core::Account&, const State& state,
                                    Tripwires& tripwires) const {
  if (state.closed) tripwires.push_back(core::touched_tripwire());
}

}  // namespace marginwalk::conduct
