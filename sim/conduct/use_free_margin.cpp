#include "sim/conduct/use_free_margin.hpp"

#include <algorithm>

#include "sim/conduct/exposure.hpp"
#include "sim/random/brownian_tree.hpp"

namespace marginwalk::conduct {
/// What is missing to the most that the trader would owe.
core::Money UseFreeMargin::loan(const Moment& now, const State& state) const {
  if (borrow == core::Rate(0)) return {};
  const core::Money own = core::equity(now.venue, now.account, now.marks) - state.debt;
  return std::max(core::Money(0), own * borrow - state.debt);
}

Answer UseFreeMargin::look(const Moment& now, State& state) const {
  if (now.seconds % every != 0 || !core::is_open(now.account)) return {};
  Answer answer;
  const core::Money due = state.debt * interest * (every / random::seconds_per_year);
  if (due > core::Money(0)) answer.actions.emplace_back(PayInterest{due});
  if (!only_in_profit || unrealised_pnl(now) > core::Money(0)) {
    const core::Money borrowed = loan(now, state);
    if (borrowed > core::Money(0)) answer.actions.emplace_back(Deposit{borrowed});
    state.debt += borrowed;
    const core::Money used = std::max(core::Money(0), free_margin(now) + borrowed - due) * share;
    if (used > core::Money(0)) {
      for (const Action& each : enlargement(now.account, used / margin_of_doubling(now))) {
        answer.actions.push_back(each);
      }
    }
  }
  answer.changed = answer.acts();
  return answer;
}

}  // namespace marginwalk::conduct
