#pragma once

#include "sim/conduct/exit_level.hpp"
#include "sim/conduct/moment.hpp"

namespace marginwalk::conduct {

/// Closes a position at the market once its price has gone back by a share from the best that the
/// trader has seen since it was opened, its entry at first. It goes out once, as an ExitOrder.
struct TrailingStop {
  struct State {
    std::optional<core::Price> best{};  ///< where it is not the entry
    bool sent = false;
    bool operator==(const State&) const = default;
  };

  static constexpr const char* name = "trailing_stop";

  std::size_t position = 0;
  core::Rate distance;
  Execution execution{};
  Trigger trigger{};

  void refresh(const core::Account& account, State& state) const;
  [[nodiscard]] Answer look(const Moment& now, State& state) const;
  void add_tripwires(const core::Venue& venue, const core::Account& account, const State& state,
                     Tripwires& tripwires) const;

  bool operator==(const TrailingStop&) const = default;
};

}  // namespace marginwalk::conduct
