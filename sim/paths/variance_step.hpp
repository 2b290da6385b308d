#pragma once

namespace marginwalk::paths {

/// One step of Heston's variance by the QE scheme (Andersen 2008, sections 3.2 and 4.2), and what
/// it does to the price.
class VarianceStep {
 public:
  /// Over `years`; v is the variance at the start, theta its long-run mean.
  VarianceStep(double v, double theta, double reversion, double vol_of_variance, double years);

  /// The variance at the end, from a standard normal variate.
  [[nodiscard]] double operator()(double normal) const;

  /// ln E e^(a v') of the variance v' at the end.
  [[nodiscard]] double log_mean_growth(double a) const;

  /// Whether that mean exists.
  [[nodiscard]] bool has_mean_growth(double a) const;

 private:
  bool quadratic_ = false;
  double a_ = 0, b_ = 0;     ///< quadratic: v' = a (b + z)^2
  double p_ = 0, beta_ = 0;  ///< else 0 with probability p, or exponential of rate beta
};

}  // namespace marginwalk::paths
