#include "sim/conduct/escalation.hpp"

#include <algorithm>

#include "sim/conduct/exposure.hpp"

namespace marginwalk::conduct {

using core::Money;

bool Escalation::leads_back(Money equity, const State& state) const {
  return drawdown && equity <= state.best * (1 - drawdown->value());
}

bool Escalation::leads_up(std::uint32_t seconds, Money equity, const State& state) const {
  if (state.stage + 1 == leverages.size()) return false;
  return (after && seconds - state.since >= *after) ||
         (profit && equity >= *state.first * (1 + profit->value()));
}

Answer Escalation::look(const Moment& now, State& state) const {
  if (now.seconds % every != 0 || !core::is_open(now.account)) return {};
  const Money equity =
      core::equity(now.venue, now.account, now.marks) - now.account.ledger.deposits;
  if (!state.first) state.first = equity;
  state.best = std::max(state.best, equity);
  const bool back = leads_back(equity, state);
  if (!back && !leads_up(now.seconds, equity, state)) return {{}, {}, true};
  const std::size_t stage =
      back ? state.stage - std::min<std::size_t>(state.stage, 1) : state.stage + 1;
  state = {stage, now.seconds, equity, equity};
  return {change_to_leverage(now, leverages[stage]), {}, true};
}

}  // namespace marginwalk::conduct
