#include "sim/conduct/margin_alert.hpp"

namespace marginwalk::conduct {

void MarginAlert::refresh(const core::Account& account, State& state) const {
  if (!core::is_open(account, scope)) state = {};
}

Answer MarginAlert::look(const Moment& now, State& state) const {
  Answer answer;
  if (state.quiet && now.seconds % random::seconds_per_day == 0) {
    state.quiet = false;
    answer.changed = true;
  }
  if (state.quiet || !core::is_open(now.account, scope)) return answer;
  const core::MarginState margin = core::margin_state(now.venue, now.account, scope, now.marks);
  if (margin.equity >= below * margin.maintenance) return answer;
  state.quiet = true;
  return {actions_of(response, now.account, scope), {}, true, true};
}

void MarginAlert::add_tripwires(const core::Venue& venue, const core::Account& account,
                                const State& state, Tripwires& tripwires) const {
  if (state.quiet || !core::is_open(account, scope)) return;
  tripwires.push_back(tripwires.level(venue, account, scope, below));
}

}  // namespace marginwalk::conduct
