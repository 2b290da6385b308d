#pragma once

#include <array>
#include <cstdint>

namespace marginwalk::conduct {

/// What a trader has done on one path. To tell one more thing: a member, a line in `entries`, and
/// where it happens (Agent::carry_out, or a rule's answer); tallies, files and tables follow.
struct Acts {
  double orders = 0;             ///< carried out, wholly or in part
  double failed = 0;             ///< never carried out, by bad luck
  double rejected = 0;           ///< by the margin check
  double scaled = 0;             ///< made smaller by the margin check
  double increases = 0;          ///< of those carried out, to add to a position or to open it
  double entered = 0;            ///< 1: a position by its entry
  double turnover = 0;           ///< in quote currency, at the fills
  double exits = 0;              ///< stops and take-profits carried out
  double stops = 0;              ///< of these, at a loss or trailing
  double take_profit_first = 0;  ///< 1: the first exit was a take-profit
  double stop_slippage = 0;  ///< of the first stop: how much worse than its trigger it was filled,
                             ///< as a share of the trigger's price
  double warned = 0;         ///< 1: by an alert, whether or not it was missed
  double first_warning = 0;  ///< seconds from the start
  double liquidated = 0;     ///< 1
  double warned_before = 0;  ///< 1: before the first liquidation
  double came_true = 0;      ///< 1: the same, of those who were warned
  double lead = 0;           ///< seconds from the first warning to the first liquidation
  double margin_added = 0;   ///< by top-ups, in quote currency
  double reserve_used = 0;   ///< in quote currency
  double worth_with_reserve = 0;  ///< in quote currency, at the horizon

  void warn(std::uint32_t seconds) {
    if (warned == 0) first_warning = seconds;
    warned = 1;
  }

  /// Compares warnings with what came, once the first liquidation is known.
  void judge_warnings(std::uint32_t liquidation_time) {
    liquidated = 1;
    if (warned == 0 || first_warning >= liquidation_time) return;
    warned_before = came_true = 1;
    lead = liquidation_time - first_warning;
  }

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
      Entry{"entered", &Acts::entered},
      Entry{"turnover", &Acts::turnover},
      Entry{"exits", &Acts::exits},
      Entry{"stops", &Acts::stops},
      Entry{"take_profit_first", &Acts::take_profit_first, &Acts::exits},
      Entry{"stop_slippage", &Acts::stop_slippage, &Acts::stops, true},
      Entry{"warned", &Acts::warned},
      Entry{"first_warning_seconds", &Acts::first_warning, &Acts::warned, true},
      Entry{"warning_came_true", &Acts::came_true, &Acts::warned},
      Entry{"warned_before_liquidation", &Acts::warned_before, &Acts::liquidated},
      Entry{"warning_lead_seconds", &Acts::lead, &Acts::warned_before, true},
      Entry{"margin_added", &Acts::margin_added},
      Entry{"reserve_used", &Acts::reserve_used},
      Entry{"worth_with_reserve", &Acts::worth_with_reserve, nullptr, true},
  };
}

}  // namespace marginwalk::conduct
