#pragma once

#include "sim/conduct/exit_level.hpp"
#include "sim/conduct/moment.hpp"

namespace marginwalk::conduct {

/// Adds to a position at the market each time that its price has gone a share further against it:
/// from the entry, then from level to level; one level at a step.
struct AddToLosers {
  struct State {
    std::optional<core::Price> last{};  ///< the level of the last time, where it is not the entry
    std::uint32_t times = 0;
    bool operator==(const State&) const = default;
  };

  static constexpr const char* name = "add_to_losers";

  std::size_t position = 0;
  core::Rate every_drop;      ///< of the quoted price
  double share = 1;           ///< of what is open that is added
  std::uint32_t at_most = 1;  ///< times, as long as the position is open
  Execution execution{};

  void refresh(const core::Account& account, State& state) const;
  [[nodiscard]] Answer look(const Moment& now, State& state) const;
  void add_tripwires(const core::Venue& venue, const core::Account& account, const State& state,
                     Tripwires& tripwires) const;

  bool operator==(const AddToLosers&) const = default;

 private:
  [[nodiscard]] core::Price level(const core::Venue& venue, const core::Position& held,
                                  const State& state) const;
};

}  // namespace marginwalk::conduct
