#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "sim/paths/model.hpp"

namespace marginwalk::paths {

/// Nodes side by side: one row of `count` values for each motion and for each asset, `stride`
/// apart.
struct Columns {
  std::size_t count = 0;          ///< a multiple of sixteen
  std::size_t stride = 0;         ///< at least `count`
  const double* years = nullptr;  ///< since the start; one row
  const float* motion = nullptr;  ///< the tree's values, in square roots of a year
  double* logarithms = nullptr;   ///< ln(S_i(t) / S_i(0)), the answer
};

/// Correlated geometric Brownian motion, a map of the tree:
///
///     ln(S_i(t) / S_i(0)) = (drift_i - volatility_i^2 / 2) t + volatility_i sum_j L_ij W_j(t)
///
/// with L L^T = correlation and t in years of 365 days. No change points. It knows no fat tails, no
/// clusters and no jumps, so it understates how often and how fast markets crash.
class Gbm {
 public:
  /// Behind the assets follow derived prices; basis is not in the map.
  explicit Gbm(const ModelParameters& parameters, const std::vector<DerivedPrice>& derived = {});

  [[nodiscard]] std::size_t factors() const { return factors_; }

  /// ln(S_i(t) / S_i(0)) of each asset from the tree's values at the node. `motion` holds W_j(t) in
  /// square roots of a year, `logarithms` one entry for each asset.
  void operator()(double years, std::span<const float> motion, std::span<double> logarithms) const;

  /// The same for many nodes at once, to the last bit.
  void operator()(const Columns& columns) const;

  /// volatility_i L_ij for j <= i: what asset i's logarithm takes of each motion.
  [[nodiscard]] std::span<const double> loadings(std::size_t asset) const {
    return std::span(loadings_).subspan(asset * row_, std::min(asset + 1, factors_));
  }

  /// The same, followed by zeros up to a multiple of four.
  [[nodiscard]] const double* padded_loadings(std::size_t asset) const {
    return loadings_.data() + asset * row_;
  }

  /// Of an asset's logarithm, in a year.
  [[nodiscard]] double drift(std::size_t asset) const { return drift_[asset]; }
  [[nodiscard]] double variance(std::size_t asset) const { return variance_[asset]; }
  [[nodiscard]] double deviation(std::size_t asset) const { return std::sqrt(variance_[asset]); }

 private:
  std::size_t factors_ = 0;
  std::vector<double> drift_;     ///< of the logarithm
  std::vector<double> variance_;  ///< of the logarithm, in a year
  std::size_t row_ = 0;           ///< factors, rounded up to a multiple of four
  std::vector<double> loadings_;  ///< volatility_i L_ij, row by row
};

}  // namespace marginwalk::paths
