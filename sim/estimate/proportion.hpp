#pragma once

#include <cstdint>

#include "sim/estimate/estimate.hpp"

namespace marginwalk::estimate {

/// The probability of an event that happened `count` times in `total` > 0 independent trials, with
/// the exact interval of Clopper and Pearson: for the error a = 1 - level,
///
///     P(Bin(total, low) >= count) = a / 2,    P(Bin(total, high) <= count) = a / 2
///
/// with low = 0 where the event never happened and high = 1 where it always did; the other bound
/// keeps its a / 2. Both bounds are always there.
///
/// Source: C. J. Clopper, E. S. Pearson, "The use of confidence or fiducial limits illustrated in
/// the case of the binomial", Biometrika 26 (1934), 404-413.
[[nodiscard]] Estimate proportion(std::uint64_t count, std::uint64_t total,
                                  double level = confidence);

}  // namespace marginwalk::estimate
