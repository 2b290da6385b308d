#pragma once

#include <array>

namespace marginwalk::conduct {

/// What a trader has done on one path. To tell one more thing: a member, a line in `entries`, and
/// where it happens (Agent::carry_out, or a rule's answer); tallies, files and tables follow.
struct Acts {
  double orders = 0;             ///< carried out, wholly or in part
  double failed = 0;             ///< never carried out, by bad luck
  double rejected = 0;           ///< by the margin check
  double scaled = 0;             ///< made smaller by the margin check
  double increases = 0;          ///< of those carried out, to add to a position or to open it
  double turnover = 0;           ///< in quote currency, at the fills
  double exits = 0;              ///< stops and take-profits carried out
  double stops = 0;              ///< of these, at a loss or trailing
  double take_profit_first = 0;  ///< 1: the first exit was a take-profit
  double stop_slippage = 0;  ///< of the first stop: how much worse than its trigger it was filled,
                             ///< as a share of the trigger's price

  struct Entry;
  static constexpr auto entries();

  bool operator==(const Acts&) const = default;
};

/// One of them, as results show it.
struct Acts::Entry {
  const char* name;
  double Acts::*value;
  double Acts::*given = nullptr;  ///< only paths on which this is above 0 count; null: all
  bool quantiles = false;         ///< told besides the mean
};

constexpr auto Acts::entries() {
  return std::array{
      Entry{"orders", &Acts::orders},
      Entry{"orders_failed", &Acts::failed},
      Entry{"orders_rejected", &Acts::rejected},
      Entry{"orders_scaled", &Acts::scaled},
      Entry{"increases", &Acts::increases},
      Entry{"turnover", &Acts::turnover},
      Entry{"exits", &Acts::exits},
      Entry{"stops", &Acts::stops},
      Entry{"take_profit_first", &Acts::take_profit_first, &Acts::exits},
      Entry{"stop_slippage", &Acts::stop_slippage, &Acts::stops, true},
  };
}

}  // namespace marginwalk::conduct
