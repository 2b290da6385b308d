#pragma once

#include <optional>

#include "sim/estimate/estimate.hpp"

namespace marginwalk::estimate {

/// The difference a - b of two estimates with intervals [la, ua] and [lb, ub] whose errors have a
/// correlation r, by the method of variance estimates recovery: each side takes its variances from
/// the ends of the two intervals that matter there,
///
///     low  = a - b - sqrt((a - la)^2 + (ub - b)^2 - 2 r (a - la) (ub - b))
///     high = a - b + sqrt((ua - a)^2 + (b - lb)^2 - 2 r (ua - a) (b - lb))
///
/// so that skewness is kept. A bound is absent where one that it needs is. Of independent samples
/// r is 0; with score intervals of proportions that is Newcombe's method 10.
///
/// Sources: R. G. Newcombe, "Interval estimation for the difference between independent
/// proportions: comparison of eleven methods", Statistics in Medicine 17 (1998), 873-890; G. Y.
/// Zou, A. Donner, "Construction of confidence limits about effect measures: a general approach",
/// Statistics in Medicine 27 (2008), 1693-1702.
[[nodiscard]] Estimate correlated_difference(const Estimate& a, const Estimate& b,
                                             double correlation);

}  // namespace marginwalk::estimate
