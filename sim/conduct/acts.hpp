#pragma once

#include <array>
#include <cstdint>
#include <optional>

namespace marginwalk::conduct {

/// What the value of a number is.
enum class Unit { share, money, seconds, number };

/// What values a number has on single paths: any, those of [0, 1], or 0 and 1 alone.
enum class Range { any, unit_interval, event };

/// What a trader has done on one path. To tell one more thing: a member, a line in `entries`, and
/// where it happens (Agent::carry_out, or a rule's answer); tallies, files, gates and claims
/// follow.
struct Acts {
  double orders = 0;             ///< carried out, wholly or in part
  double failed = 0;             ///< never carried out, by bad luck
  double rejected = 0;           ///< by the margin check
  double scaled = 0;             ///< made smaller by the margin check
  double increases = 0;          ///< of those carried out, to add to a position or to open it
  double asked = 0;              ///< of the margin check: increases, and those that it rejected
  double rejected_share = 0;     ///< of these
  double scaled_share = 0;       ///< of these
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
  double watched = 0;             ///< 1: adverse days are counted
  double adverse_days = 0;        ///< before the first liquidation
  double under_water = 0;         ///< 1: a position was, at the start or at the end of a day
  double recovered = 0;  ///< 1: such a position was at its entry again before the first liquidation
  double stated_risk = 0;      ///< what was to be lost at most, in quote currency
  double loss_above_risk = 0;  ///< 1: more was
  double risk_overshoot = 0;   ///< how much more

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

  /// Compares orders with what the margin check let through, once the path is over.
  void judge_orders() {
    asked = increases + rejected;
    if (asked == 0) return;
    rejected_share = rejected / asked;
    scaled_share = scaled / asked;
  }

  /// Compares the loss of a path with what was to be lost at most.
  void judge_loss(double loss, double stated) {
    stated_risk = stated;
    if (stated == 0 || loss <= stated) return;
    loss_above_risk = 1;
    risk_overshoot = loss - stated;
  }

  struct Entry;
  static constexpr auto entries();

  bool operator==(const Acts&) const = default;
};

/// One of them, as results show it.
struct Acts::Entry {
  const char* name;
  double Acts::*value;
  Unit unit = Unit::number;
  Range range = Range::any;
  double Acts::*given = nullptr;  ///< only paths on which this is above 0 count; null: all
  bool quantiles = false;         ///< told besides the mean

  /// On one path; none where it does not count.
  [[nodiscard]] constexpr std::optional<double> of(const Acts& acts) const {
    if (given && acts.*given <= 0) return std::nullopt;
    return acts.*value;
  }
};

constexpr auto Acts::entries() {
  constexpr Unit share = Unit::share;
  constexpr Unit money = Unit::money;
  constexpr Unit seconds = Unit::seconds;
  constexpr Unit number = Unit::number;
  constexpr Range any = Range::any;
  constexpr Range part = Range::unit_interval;
  constexpr Range event = Range::event;
  return std::array{
      Entry{"orders", &Acts::orders},
      Entry{"orders_failed", &Acts::failed},
      Entry{"orders_rejected", &Acts::rejected},
      Entry{"orders_scaled", &Acts::scaled},
      Entry{"increases", &Acts::increases},
      Entry{"rejected_share", &Acts::rejected_share, share, part, &Acts::asked},
      Entry{"scaled_share", &Acts::scaled_share, share, part, &Acts::asked},
      Entry{"entered", &Acts::entered, share, event},
      Entry{"turnover", &Acts::turnover, money},
      Entry{"exits", &Acts::exits},
      Entry{"stops", &Acts::stops},
      Entry{"take_profit_first", &Acts::take_profit_first, share, event, &Acts::exits},
      Entry{"stop_slippage", &Acts::stop_slippage, share, any, &Acts::stops, true},
      Entry{"loss_above_risk", &Acts::loss_above_risk, share, event, &Acts::stated_risk},
      Entry{"risk_overshoot", &Acts::risk_overshoot, money, any, &Acts::loss_above_risk, true},
      Entry{"warned", &Acts::warned, share, event},
      Entry{"first_warning_seconds", &Acts::first_warning, seconds, any, &Acts::warned, true},
      Entry{"warning_came_true", &Acts::came_true, share, event, &Acts::warned},
      Entry{"warned_before_liquidation", &Acts::warned_before, share, event, &Acts::liquidated},
      Entry{"warning_lead_seconds", &Acts::lead, seconds, any, &Acts::warned_before, true},
      Entry{"adverse_days_survived", &Acts::adverse_days, number, any, &Acts::watched, true},
      Entry{"recovered", &Acts::recovered, share, event, &Acts::under_water},
      Entry{"margin_added", &Acts::margin_added, money},
      Entry{"reserve_used", &Acts::reserve_used, money},
      Entry{"worth_with_reserve", &Acts::worth_with_reserve, money, any, nullptr, true},
  };
}

}  // namespace marginwalk::conduct
