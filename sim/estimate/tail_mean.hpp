#pragma once

#include <optional>

#include "sim/estimate/estimate.hpp"
#include "sim/estimate/histogram.hpp"

namespace marginwalk::estimate {

/// The mean of the lowest share s inside (0, 1] of n values; the bin at the boundary enters with
/// the fraction that is needed. For terminal equity it gives the expected shortfall. With T this
/// mean, Q the value at the boundary and V the variance inside the tail, the interval is normal
/// with
///
///     variance = Var(min(X - Q, 0)) / (n s^2) = (V + (1 - s) (T - Q)^2) / (n s)
///
/// The tail's values are known up to their bins: V takes for each bin the greatest variance that
/// its mean and edges allow, and the low bound is lowered by as much as the boundary bin, of which
/// the lowest values were meant, can hide. No bounds where the tail holds fewer than two values
/// (n s < 2); none at all without a value.
///
/// Source: B. J. Manistre, G. H. Hancock, "Variance of the CTE estimator", North American Actuarial
/// Journal 9 (2005), 129-156: the right-hand form, with 1 - s for their level alpha.
[[nodiscard]] std::optional<Estimate> lower_tail_mean(const Histogram& histogram, double share,
                                                      double level = confidence);

}  // namespace marginwalk::estimate
