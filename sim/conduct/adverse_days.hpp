#pragma once

#include "sim/conduct/exit_level.hpp"
#include "sim/conduct/moment.hpp"
#include "sim/random/brownian_tree.hpp"

namespace marginwalk::conduct {

/// Watches the position that a trader begins with, until it is closed, and does nothing: counts the
/// days, from the start, at whose end its price is a distance or more against it from where it was
/// at the day's start; and looks whether one that was under water, at the start or at the end of a
/// day, comes back to its entry. A day whose ends are not both seen, for an outage, is not counted.
struct AdverseDays {
  struct State {
    bool over = false;
    bool under_water = false;
    bool recovered = false;
    std::uint32_t day_end = 0;  ///< the last that was seen, seconds from the start
    core::Price mark;           ///< there; that of the start at first
    bool operator==(const State&) const = default;
  };

  static constexpr const char* name = "adverse_days";
  static constexpr Execution execution{};

  std::size_t position = 0;
  double deviations = 1;     ///< daily ones of the asset's price: yearly volatility / sqrt(365)
  core::Rate distance;       ///< so many, as a share of the quoted price
  core::Price start;         ///< the mark at the start
  bool under_water = false;  ///< at the start: it is at a loss

  [[nodiscard]] std::vector<std::uint32_t> reviews() const { return {random::minutes_per_day}; }

  /// After any change to the account.
  void refresh(const core::Account& account, State& state) const {
    if (!account.positions[position].open()) state.over = true;
  }

  [[nodiscard]] Answer look(const Moment& now, State& state) const;
  void add_tripwires(const core::Venue& venue, const core::Account& account, const State& state,
                     Tripwires& tripwires) const;

  bool operator==(const AdverseDays&) const = default;

 private:
  /// Whether it is under water and may come back.
  [[nodiscard]] bool may_recover(const State& state) const {
    return !state.over && !state.recovered && (under_water || state.under_water);
  }
  void end_day(const Moment& now, State& state, Answer& answer) const;
};

}  // namespace marginwalk::conduct
