#pragma once

#include <cstdint>
#include <vector>

#include "sim/paths/gbm.hpp"
#include "sim/paths/jump_clock.hpp"

namespace marginwalk::paths {

/// A law of prices, made ready: a map of the Brownian tree that is affine in it inside a period,
///
///     ln(S_i(t) / S_i(0)) = offset_i + drift_i t + scale_i sum_j L_ij W_j(t) + jumps up to t,
///
/// with coefficients that a Course finds path by path and period by period. A plain law (geometric
/// Brownian motion) has one period and the coefficients 0, drift, 1.
class Law {
 public:
  /// Behind the assets follow derived prices. `start`: seconds since
  /// 1970-01-01T00:00Z, for profiles.
  Law(const ModelParameters& parameters, const std::vector<DerivedPrice>& derived,
      std::int64_t start);

  [[nodiscard]] bool is_plain() const { return parameters_.is_plain(); }
  [[nodiscard]] bool is_pulled() const { return is_pulled_; }
  [[nodiscard]] const ModelParameters& parameters() const { return parameters_; }

  [[nodiscard]] std::size_t factors() const { return maps_.front().factors(); }
  [[nodiscard]] std::size_t assets() const { return parameters_.drift.size(); }
  [[nodiscard]] std::size_t rows() const { return assets() + derived_.size(); }
  [[nodiscard]] const std::vector<DerivedPrice>& derived() const { return derived_; }

  /// Seconds after which coefficients change; divides a day.
  [[nodiscard]] std::uint32_t period() const { return period_; }

  /// Seconds after which the variance moves on. GARCH and regimes keep the model's own period, of
  /// which a profile makes several of the above; Heston's variance moves with each of those.
  [[nodiscard]] std::uint32_t variance_period() const { return variance_period_; }

  /// L of each regime, without drift; a plain law's only one has its drift. Behind them, the same
  /// for each degree to which shocks pull correlations towards one.
  [[nodiscard]] const std::vector<Gbm>& maps() const { return maps_; }

  /// The place of a regime's map under a pull of correlations towards one, which is that of a shock
  /// or 0.
  [[nodiscard]] std::size_t map_of(std::size_t regime, double towards_one) const;

  [[nodiscard]] const std::vector<JumpClock>& clocks() const { return clocks_; }

  /// Drift of the price less what jumps add, by asset.
  [[nodiscard]] const std::vector<double>& compensated_drift() const { return drift_; }

  /// The profile's multiplier of volatility over a period.
  [[nodiscard]] double multiplier(std::uint32_t seconds) const;

 private:
  ModelParameters parameters_;
  std::vector<DerivedPrice> derived_;
  std::int64_t start_;
  bool is_pulled_;
  std::uint32_t period_;
  std::uint32_t variance_period_;
  std::vector<Gbm> maps_;
  std::vector<JumpClock> clocks_;
  std::vector<double> drift_;
  std::size_t regimes_;        ///< or 1
  std::vector<double> pulls_;  ///< of shocks towards one, each once
};

}  // namespace marginwalk::paths
