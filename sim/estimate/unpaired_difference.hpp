#pragma once

#include "sim/estimate/estimate.hpp"

namespace marginwalk::estimate {

/// The difference a - b of two numbers that were estimated from independent samples, each with an
/// interval of the same confidence:
///
///     low  = a - b - sqrt((a - low a)^2 + (high b - b)^2)
///     high = a - b + sqrt((high a - a)^2 + (b - low b)^2)
///
/// With score intervals of proportions that is Newcombe's method 10. A bound that needs one that is
/// absent is absent, too.
///
/// Sources: R. G. Newcombe, "Interval estimation for the difference between independent
/// proportions: comparison of eleven methods", Statistics in Medicine 17 (1998), 873-890; for any
/// intervals, G. Y. Zou, A. Donner, "Construction of confidence limits about effect measures: a
/// general approach", Statistics in Medicine 27 (2008), 1693-1702.
[[nodiscard]] Estimate unpaired_difference(const Estimate& a, const Estimate& b);

}  // namespace marginwalk::estimate
