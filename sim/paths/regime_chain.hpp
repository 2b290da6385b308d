#pragma once

#include <vector>

#include "sim/paths/correlation.hpp"

/// Markov chains of regimes, in plain loops of a fixed order, so that they are the same everywhere.
namespace marginwalk::paths {

/// Probabilities over some years, from row to column, of a chain with these rates per year off the
/// diagonal (what stands on it is not read): the sum over n of P(n events) x P^n, uniformised.
[[nodiscard]] Matrix transition_over(const Matrix& rates, double years);

/// The share of time in each regime in the long run: the start that a transition leaves as it is.
[[nodiscard]] std::vector<double> stationary(const Matrix& transition);

}  // namespace marginwalk::paths
