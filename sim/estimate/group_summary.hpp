#pragma once

#include <optional>
#include <vector>

#include "sim/estimate/group_tally.hpp"
#include "sim/estimate/summary.hpp"

namespace marginwalk::estimate {

/// What a run says about a group: means over its cells.
struct GroupSummary {
  Estimate liquidated;
  /// Nothing is lost sight of before the horizon, so that the product-limit estimate of Kaplan and
  /// Meier (JASA 53, 1958) is the share itself.
  std::vector<SurvivalPoint> survival;
  std::optional<Estimate> survivors_equity;  ///< terminal, less deposits, over those not liquidated
  std::optional<Estimate> casualties_equity;  ///< likewise of those liquidated
};

/// `tally` must hold at least one path. The shares of a group of one cell have that cell's own
/// intervals; of several, those of a mean over paths (unit_mean): cells are not independent.
[[nodiscard]] GroupSummary summarise(const GroupTally& tally, double level = confidence);

/// Fewer paths on which two groups differ do not make their mean difference normal.
inline constexpr std::uint64_t least_differing_for_normal = 20;

/// The mean difference of the shares that are liquidated, a less b, with its paired interval: the
/// normal one or, where fewer paths differ, what the means of its two parts allow, each inside
/// [0, 1] (unit_mean) and with half of the error.
[[nodiscard]] Estimate paired_difference(const GroupPairTally& pair, double level = confidence);

}  // namespace marginwalk::estimate
