#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

#include "core/account.hpp"
#include "sim/conduct/acts.hpp"

namespace marginwalk::replay {

/// How far a path went, in between.
struct PathExtremes {
  double max_drawdown = 0;        ///< share of the highest equity so far, at most 1
  double least_margin_level = 0;  ///< of any scope, floored at 0
};

/// What led to the first liquidation of a path, and what it cut off; in quote currency, 0 on a path
/// without one. Amounts at the mark are counted from the start.
struct LossOrigin {
  core::Money loss_at_mark;    ///< what all positions had lost when it came
  core::Money funding;         ///< paid until then
  core::Money worst_leg_loss;  ///< of `loss_at_mark`, that of the leg that brought it on
  core::Money
      winners_forgone;  ///< what legs that it closed in profit made after it, to the horizon
};

/// What jumps have done to an account.
struct JumpLoss {
  core::Money loss;      ///< in quote currency, at the mark
  bool at_stop = false;  ///< whether one fell into the last step
};

/// What one path did to one account.
struct Outcome {
  static constexpr std::uint32_t never = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t liquidation_time = never;  ///< seconds from the start, of the first liquidation
  std::size_t liquidated_first = 0;        ///< contract of the leg that brought it on
  bool wiped_out = false;                  ///< equity was at or below the stated share of the start
  bool bankrupt = false;                   ///< the fund paid for a close beyond bankruptcy
  bool deleveraged = false;                ///< a winning position was closed for others' losses
  std::uint32_t refills = 0;               ///< how often the trader began anew
  /// Left alone, it would have ended at its start or above; not counting funding of what was opened
  /// later by its entry.
  bool closed_too_early = false;
  core::Money start_equity;  ///< worth in quote currency, as all money here
  core::Money terminal_equity;
  core::Money loss_at_liquidation;  ///< start less equity just after the first liquidation
  LossOrigin origin;
  std::optional<PathExtremes> extremes;  ///< where they were measured
  std::optional<conduct::Acts> acts;     ///< of a trader who has rules
  core::Ledger ledger;
  core::Money pnl_at_mark;  ///< what the positions held made or lost, at the mark

  [[nodiscard]] bool liquidated() const { return liquidation_time != never; }

  /// What is missing from the balance of money; 0 but for rounding.
  [[nodiscard]] core::Money imbalance() const {
    return terminal_equity - start_equity + ledger.fees + ledger.slippage + ledger.funding +
           ledger.interest + ledger.fund_received - ledger.fund_paid + ledger.deleveraging_cost -
           ledger.deposits - pnl_at_mark;
  }
};

}  // namespace marginwalk::replay
