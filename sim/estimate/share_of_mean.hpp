#pragma once

#include <optional>

#include "sim/estimate/moments.hpp"

namespace marginwalk::estimate {

/// What one part makes of the mean of a whole that has two, part + rest = whole in every
/// observation: s = mean(part) / mean(whole), with its normal interval. Its variance is to first
/// order that of ((1 - s) part - s rest) / mean(whole), by n. None where the whole is not above 0.
///
/// Source: W. G. Cochran, "Sampling Techniques", 3rd ed., Wiley 1977, section 6.3 (ratios).
[[nodiscard]] std::optional<Estimate> share_of_mean(const Moments& part, const Moments& rest,
                                                    const Moments& whole,
                                                    double level = confidence);

}  // namespace marginwalk::estimate
