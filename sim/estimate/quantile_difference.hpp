#pragma once

#include <optional>

#include "sim/estimate/estimate.hpp"
#include "sim/estimate/histogram.hpp"
#include "sim/estimate/lowest_paths.hpp"

namespace marginwalk::estimate {

/// The difference a - b of a quantile of two cells on the same n paths, by the interval of each
/// (smooth_quantile) and by how far the two are off together, the correlation r of `agreement`
/// (correlated_difference). None without a value.
///
/// A side of either interval is the length of m = z s ranks, s = sqrt(q (1 - q) n), and so known to
/// a relative variance of 1 / m only. Of that the two cells share what their paths there are the
/// same ones: with c = s^2 (1 - r) paths among the lowest in one cell alone, and as many that cross
/// either end of the length, about exp(-2 c / m). What they do not share would pass for a
/// difference of the lengths, and make the interval too wide; so
///
///     r + (1 - exp(-2 c / m)) / m
///
/// takes the place of r. Without it 97 to 98 in a hundred intervals on 1,024 paths hold the truth
/// where cells are close.
[[nodiscard]] std::optional<Estimate> quantile_difference(const Histogram& a, const Histogram& b,
                                                          double probability,
                                                          const RankAgreement& agreement,
                                                          double level = confidence);

}  // namespace marginwalk::estimate
