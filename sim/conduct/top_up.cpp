#include "sim/conduct/top_up.hpp"

namespace marginwalk::conduct {

bool TopUp::minds(const core::Account& account) const {
  const core::Position& held = account.positions[position];
  return held.open() && held.mode == core::MarginMode::isolated;
}

Answer TopUp::look(const Moment& now, State&) const {
  if (!minds(now.account)) return {};
  const core::MarginState margin =
      core::margin_state(now.venue, now.account, core::Scope::isolated(position), now.marks);
  if (margin.equity >= below * margin.maintenance) return {};
  if (core::free_wallet(now.venue, now.account, now.marks) <= core::Money(0)) return {};
  return {{PostMargin{position, to * margin.maintenance - margin.equity}}, {}, true};
}

/// Where the wallet is empty it waits for money, at every stop.
void TopUp::add_tripwires(const core::Venue& venue, const core::Account& account, const State&,
                          Tripwires& tripwires) const {
  if (!minds(account)) return;
  tripwires.push_back(tripwires.level(venue, account, core::Scope::isolated(position), below));
}

}  // namespace marginwalk::conduct
