#include "sim/conduct/exposure.hpp"

#include <algorithm>
#include <limits>

#include "core/inverse.hpp"

namespace marginwalk::conduct {

using core::Money;

Money unrealised_pnl(const Moment& now) {
  Money sum;
  for (const core::Position& each : now.account.positions) {
    if (each.open()) sum += each.unrealised_pnl(now.marks[each.contract]);
  }
  return sum;
}

double effective_leverage(const Moment& now) {
  Money notional;
  for (const core::Position& each : now.account.positions) {
    notional += core::quote_notional(now.venue.contracts[each.contract], each.size,
                                     now.marks[each.contract]);
  }
  const Money equity =
      core::equity(now.venue, now.account, now.marks) * now.account.money_price(now.marks);
  return equity > Money(0) ? notional / equity : std::numeric_limits<double>::infinity();
}

std::vector<Action> enlargement(const core::Account& account, double share) {
  std::vector<Action> actions;
  for (std::size_t i = 0; i < account.positions.size(); ++i) {
    const core::Position& each = account.positions[i];
    if (each.open()) actions.emplace_back(Increase{i, each.size * share, false});
  }
  return actions;
}

std::vector<Action> change_to_leverage(const Moment& now, double leverage) {
  const double before = effective_leverage(now);
  if (before == std::numeric_limits<double>::infinity() || before == 0) return {};
  const double factor = leverage / before;
  if (factor > 1) return enlargement(now.account, factor - 1);
  std::vector<Action> actions;
  for (std::size_t i = 0; factor < 1 && i < now.account.positions.size(); ++i) {
    if (now.account.positions[i].open()) actions.emplace_back(Reduce{i, 1 - factor});
  }
  return actions;
}

Money free_margin(const Moment& now) {
  const core::MarginState cross =
      core::margin_state(now.venue, now.account, core::Scope::cross(), now.marks);
  const bool isolated = std::any_of(now.account.positions.begin(), now.account.positions.end(),
                                    [](const core::Position& each) {
                                      return each.open() && each.mode == core::MarginMode::isolated;
                                    });
  const Money free = cross.equity - cross.initial;
  return std::max(Money(0), isolated ? std::min(free, now.account.wallet) : free);
}

Money margin_of_doubling(const Moment& now) {
  Money sum;
  for (const core::Position& each : now.account.positions) {
    const Money notional = each.notional(now.marks[each.contract]);
    sum += std::max(notional / each.leverage,
                    notional * now.venue.contracts[each.contract].initial_margin_rate);
  }
  return sum;
}

}  // namespace marginwalk::conduct
