#pragma once

#include <vector>

#include "sim/run/block.hpp"
#include "sim/run/result.hpp"

namespace marginwalk::run {

/// All pairs of cells that a study compares, in the order of `compared_pairs`: differences with
/// paired intervals, p-values of equal probabilities of liquidation adjusted for the number of
/// pairs, and, where the study has a margin, equivalence by two one-sided tests: the interval of
/// confidence 1 - 2 a, for the error a of the study's intervals, lies inside the margin. Each
/// pair's equivalence is judged by itself.
///
/// Source of the two tests: D. J. Schuirmann, "A comparison of the two one-sided tests procedure
/// and the power approach for assessing the equivalence of average bioavailability", Journal of
/// Pharmacokinetics and Biopharmaceutics 15 (1987), 657-680; with paired probabilities, Tango's
/// paper (see estimate::score_statistic).
[[nodiscard]] std::vector<DifferenceResult> compare(const scenario::Study& study,
                                                    const BlockTally& total);

/// The places that each cell may have by its probability of liquidation, the lowest first: what the
/// adjusted p-values at or below `error` tell of their order. None unless every pair is compared.
[[nodiscard]] std::vector<estimate::RankRange> ranks(
    std::size_t cells, const std::vector<DifferenceResult>& differences, double error);

}  // namespace marginwalk::run
