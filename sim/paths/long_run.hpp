#pragma once

#include <cstddef>

#include "sim/paths/model.hpp"

namespace marginwalk::paths {

/// Variance in a year of the logarithm of an asset's price, in the long run: that of the diffusion
/// and of the jumps, rate x E size^2 for each clock. Where variance jumps by m E with a clock of
/// that rate, E exponential, its long-run mean is higher by rate m / reversion. What is laid over
/// the law - shocks, pulls, a basis - is not in it.
[[nodiscard]] double long_run_variance(const ModelParameters& model, std::size_t asset);

}  // namespace marginwalk::paths
