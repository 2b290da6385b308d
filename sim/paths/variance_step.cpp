#include "sim/paths/variance_step.hpp"

#include <cmath>

#include "core/expect.hpp"
#include "sim/random/samplers.hpp"

namespace marginwalk::paths {

VarianceStep::VarianceStep(double v, double theta, double reversion, double vol_of_variance,
                           double years) {
  constexpr double critical = 1.5;  // Andersen's psi_c
  const double kept = random::exponential(-reversion * years);
  const double xi2 = vol_of_variance * vol_of_variance;
  const double mean = theta + (v - theta) * kept;
  const double variance = v * xi2 * kept * (1 - kept) / reversion +
                          theta * xi2 * (1 - kept) * (1 - kept) / (2 * reversion);
  const double psi = variance / (mean * mean);
  quadratic_ = psi <= critical;
  if (psi == 0) {
    a_ = mean;  // nothing is uncertain: b = 1 without a variate
    b_ = -1;
  } else if (quadratic_) {
    const double inverse = 2 / psi;
    const double b2 = inverse - 1 + std::sqrt(inverse) * std::sqrt(inverse - 1);
    a_ = mean / (1 + b2);
    b_ = std::sqrt(b2);
  } else {
    p_ = (psi - 1) / (psi + 1);
    beta_ = (1 - p_) / mean;
  }
}

double VarianceStep::operator()(double normal) const {
  if (b_ < 0) return a_;
  if (quadratic_) return a_ * (b_ + normal) * (b_ + normal);
  const double above = random::normal_probability(-normal);
  return 1 - above <= p_ ? 0 : random::logarithm((1 - p_) / above) / beta_;
}

bool VarianceStep::has_mean_growth(double a) const {
  if (b_ < 0) return true;
  return quadratic_ ? 2 * a * a_ < 1 : a < beta_;
}

double VarianceStep::log_mean_growth(double a) const {
  MARGINWALK_EXPECTS(has_mean_growth(a));
  if (b_ < 0) return a * a_;
  if (quadratic_) {
    const double rest = 1 - 2 * a * a_;
    return a * b_ * b_ * a_ / rest - random::logarithm(rest) / 2;
  }
  return random::logarithm(p_ + beta_ * (1 - p_) / (beta_ - a));
}

}  // namespace marginwalk::paths
