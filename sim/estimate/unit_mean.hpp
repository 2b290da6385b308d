#pragma once

#include <optional>

#include "sim/estimate/estimate.hpp"
#include "sim/estimate/moments.hpp"

namespace marginwalk::estimate {

/// The sum from which the mean of values inside [0, 1] is taken to be normal.
inline constexpr double least_sum_for_normal = 20;

/// The mean of values inside [0, 1], such as probabilities path by path. Where they add up to
/// least_sum_for_normal, and n less than that to as much, the interval is normal; else that of
/// Clopper and Pearson for as many events, which need not be whole,
///
///     low = quantile of Beta(sum, n - sum + 1) at a / 2,
///     high = quantile of Beta(sum + 1, n - sum) at 1 - a / 2:
///
/// no law on [0, 1] spreads more than events do, and it holds where all values are 0. None without
/// a value.
[[nodiscard]] std::optional<Estimate> unit_mean(const Moments& moments, double level = confidence);

}  // namespace marginwalk::estimate
