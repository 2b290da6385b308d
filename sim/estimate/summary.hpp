#pragma once

#include <array>
#include <optional>
#include <vector>

#include "sim/estimate/cumulative.hpp"
#include "sim/estimate/estimate.hpp"
#include "sim/estimate/tally.hpp"

namespace marginwalk::estimate {

/// An estimate at a level, as a quantile at a probability; absent where there was no observation.
struct AtLevel {
  double level = 0;
  std::optional<Estimate> value;
};

/// The probabilities of the quantiles of terminal equity and of every other distribution.
inline constexpr std::array equity_probabilities{0.01, 0.05, 0.5, 0.95};
inline constexpr std::array usual_probabilities{0.05, 0.5, 0.95};

/// The levels of value at risk and expected shortfall.
inline constexpr std::array risk_levels{0.95, 0.99};

/// Mean and quantiles of a distribution.
struct Spread {
  std::optional<Estimate> mean;
  std::vector<AtLevel> quantiles;
};

/// A point of the survival curve.
struct SurvivalPoint {
  std::uint32_t seconds = 0;
  Estimate survived;  ///< probability of no liquidation up to here
};

/// What a run says about one cell: every number with its interval.
struct Summary {
  std::uint64_t paths = 0;
  double start_equity = 0;
  Estimate liquidated;
  std::uint64_t step_bias_paths = 0;  ///< on which the bias was measured
  std::optional<Estimate> step_bias;  ///< liquidated_continuously less liquidated, path by path
  /// Probability of liquidation had requirements been checked without pause: `liquidated` of all
  /// paths and the step's bias, as independent, which makes the interval too wide if anything: a
  /// path that was liquidated at a step has no bias.
  std::optional<Estimate> liquidated_continuously;
  Estimate wiped_out;
  Estimate bankrupt;
  Estimate deleveraged;
  std::vector<SurvivalPoint> survival;
  Spread time_to_liquidation;  ///< seconds, over liquidated paths
  Spread loss_given_liquidation;
  Spread loss_at_liquidation;
  std::vector<std::optional<Estimate>>
      liquidated_first;                      ///< by contract; share of liquidated paths
  std::optional<Estimate> closed_too_early;  ///< share of liquidated paths
  std::optional<Estimate> loss_at_mark, funding_before, worst_leg_loss,
      winners_forgone;  ///< means over liquidated paths of what led to the first liquidation
  /// Where that was asked, over liquidated paths: what jumps took of loss_at_mark, all else did,
  /// and the jumps' share of it; how many were liquidated in the step of a jump.
  std::optional<Estimate> jump_loss, diffusion_loss, jump_share, liquidated_at_jump;
  Spread terminal_equity;
  std::vector<CumulativePoint> terminal_equity_below;
  std::vector<AtLevel> value_at_risk;       ///< of start + deposits - terminal equity
  std::vector<AtLevel> expected_shortfall;  ///< likewise
  std::uint64_t extremes_paths = 0;         ///< on which the next two were measured: the first ones
  Spread max_drawdown;
  Spread least_margin_level;
  std::optional<Estimate> fees, funding, slippage, fund_paid, fund_received, deleveraging_cost,
      interest, deposits, pnl_at_mark, refills;  ///< means
  std::vector<Spread> acts;  ///< by conduct::Acts::entries; none where traders have no rules
};

/// `tally` must hold at least one path; `level` is the confidence of all intervals.
[[nodiscard]] Summary summarise(const Tally& tally, double level = confidence);

/// A difference between two cells on the same paths.
struct Difference {
  Estimate liquidated;
  std::optional<Estimate> terminal_equity;  ///< mean
  std::uint64_t only_a = 0;                 ///< paths liquidated in a alone
  std::uint64_t only_b = 0;
};

/// `pair` must hold at least one path.
[[nodiscard]] Difference summarise(const PairTally& pair, double level = confidence);

}  // namespace marginwalk::estimate
