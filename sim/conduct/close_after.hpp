#pragma once

#include "sim/conduct/moment.hpp"
#include "sim/conduct/reviews.hpp"
#include "sim/random/brownian_tree.hpp"

namespace marginwalk::conduct {

/// Closes a position at the market once a time has gone by since the start: the first review, one a
/// day at the same minute, at which it has. A position that is opened later has until the next.
struct CloseAfter {
  struct State {
    bool operator==(const State&) const = default;
  };

  static constexpr const char* name = "close_after";

  std::size_t position = 0;
  std::uint32_t seconds = 0;  ///< from the start; whole minutes
  Execution execution{};

  [[nodiscard]] std::vector<std::uint32_t> reviews() const { return {minute_of_day(seconds)}; }

  void refresh(const core::Account&, State&) const {}

  [[nodiscard]] Answer look(const Moment& now, State&) const {
    const bool due =
        now.seconds >= seconds && (now.seconds - seconds) % random::seconds_per_day == 0;
    const core::Position& held = now.account.positions[position];
    if (!due || !held.open()) return {};
    return {{Reduce{position, 1}}, {}, true};
  }

  void add_tripwires(const core::Venue&, const core::Account&, const State&, Tripwires&) const {}

  bool operator==(const CloseAfter&) const = default;
};

}  // namespace marginwalk::conduct
