#pragma once

#include <vector>

#include "sim/run/result.hpp"
#include "sim/study/frontier.hpp"

namespace marginwalk::study {

/// The pairs of families, one under cross and one under isolated margin and otherwise alike, that
/// both have an answer and its interval. Their ratios are still to be found.
[[nodiscard]] std::vector<ModeRatio> comparable_modes(Variation& variation,
                                                      const std::vector<FamilyFrontier>& families);

/// The correlation of being liquidated in the two cells of a difference.
[[nodiscard]] double correlation_of(const run::Result& result,
                                    const run::DifferenceResult& difference);

/// The answer of a over that of b: the difference of their logarithms as
/// estimate::correlated_difference, since an answer is off as the probability there is, to first
/// order. What the search left open counts, too: each answer may be as high as the next setting.
[[nodiscard]] estimate::Estimate ratio_of(const FamilyFrontier& a, const FamilyFrontier& b,
                                          double correlation);

}  // namespace marginwalk::study
