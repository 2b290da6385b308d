#pragma once

#include <optional>

#include "sim/estimate/estimate.hpp"
#include "sim/estimate/histogram.hpp"

namespace marginwalk::estimate {

/// The quantile at a probability q inside (0, 1), of n values: the mean of the bin that holds the
/// value of rank ceil(q n). The interval is that of order statistics, which holds for any law: from
/// the value of rank l to that of rank u, rounded outward to the edges of their bins, with
///
///     l = the greatest rank with P(Bin(n, q) < l) <= (1 - level) / 2
///     u = the least rank with P(Bin(n, q) >= u) <= (1 - level) / 2
///
/// A bound is absent where the sample is too small to have such a rank. None without a value.
///
/// Source: H. A. David, H. N. Nagaraja, "Order Statistics", 3rd ed., Wiley 2003, section 7.1.
[[nodiscard]] std::optional<Estimate> quantile(const Histogram& histogram, double probability,
                                               double level = confidence);

/// The same where it is to be compared: not rounded to bins. Ranks are real numbers,
///
///     q n  and  q n +- z sqrt(n q (1 - q)),
///
/// the latter those at which the score test does not reject q; z is the normal critical value. The
/// values of a bin are taken as spread evenly around their mean with their standard deviation: so
/// they are where bins are narrow, and where all are equal the value is exact.
///
/// Source of the ranks: R. S. Woodruff, "Confidence intervals for medians and other position
/// measures", Journal of the American Statistical Association 47 (1952), 635-646.
[[nodiscard]] std::optional<Estimate> smooth_quantile(const Histogram& histogram,
                                                      double probability,
                                                      double level = confidence);

}  // namespace marginwalk::estimate
