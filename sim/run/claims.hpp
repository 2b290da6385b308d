#pragma once

#include <vector>

#include "sim/run/block.hpp"
#include "sim/run/result.hpp"

namespace marginwalk::run {

/// Confidence that no null case of a claim differs where there is no difference: three standard
/// errors for a single one.
inline constexpr double null_confidence = 0.9973;

/// A figure of a cell less that of another, or less a number, with an interval of the confidence
/// `level`. Means and probabilities are compared path by path where the same paths count in both
/// cells, as all of them do in most. Any other two figures have intervals of confidence
/// (1 + level) / 2 each, whose ends are the farthest apart: they hold whatever the dependence
/// between the cells, and are wider than need be.
[[nodiscard]] std::optional<estimate::Estimate> claimed_difference(
    const scenario::Study& study, const BlockTally& total, const scenario::ClaimCase& claimed,
    double level);

/// Every claim of a study. Signs of all cases of a claim hold together, by Holm, with the
/// confidence of the study's intervals.
[[nodiscard]] std::vector<ClaimResult> judge_claims(const scenario::Study& study,
                                                    const BlockTally& total);

}  // namespace marginwalk::run
