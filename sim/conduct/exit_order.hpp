#pragma once

#include "sim/conduct/exit_level.hpp"
#include "sim/conduct/moment.hpp"

namespace marginwalk::conduct {

/// Closes a position at the market once its price is at a level: a stop-loss or a take-profit. It
/// goes out once while the position is open; one that has failed is gone until it is opened again.
template <Way way>
struct ExitOrder {
  struct State {
    bool sent = false;
    bool operator==(const State&) const = default;
  };

  static constexpr const char* name = way == Way::loss ? "stop_loss" : "take_profit";

  std::size_t position = 0;
  ExitLevel level;
  Execution execution{};
  Trigger trigger{};

  /// After any change to the account.
  void refresh(const core::Account& account, State& state) const {
    if (!account.positions[position].open()) state = {};
  }

  [[nodiscard]] Answer look(const Moment& now, State& state) const {
    const core::Position& held = now.account.positions[position];
    if (state.sent || !held.open()) return {};
    const core::Price at = mark_of(now.venue.contracts[held.contract], held, level, way);
    if (!has_reached(held, trigger.price(now.marks, held), at, way)) return {};
    state.sent = true;
    return {{Reduce{position, 1}}, at, true};
  }

  void add_tripwires(const core::Venue& venue, const core::Account& account, const State& state,
                     Tripwires& tripwires) const {
    const core::Position& held = account.positions[position];
    if (state.sent || !held.open()) return;
    const core::Price at = mark_of(venue.contracts[held.contract], held, level, way);
    tripwires.push_back(exit_tripwire(held, at, way, trigger));
  }

  bool operator==(const ExitOrder&) const = default;
};

using StopLoss = ExitOrder<Way::loss>;
using TakeProfit = ExitOrder<Way::profit>;

}  // namespace marginwalk::conduct
