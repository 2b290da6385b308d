#include "sim/paths/gbm.hpp"

#include "sim/random/elementary.hpp"

namespace marginwalk::paths {

Gbm::Gbm(const GbmParameters& parameters) {
  const Matrix lower = cholesky(parameters.correlation);
  const std::size_t assets = parameters.volatility.size();
  for (std::size_t i = 0; i < assets; ++i) {
    const double volatility = parameters.volatility[i];
    drift_.push_back(parameters.drift[i] - volatility * volatility / 2);
    for (std::size_t j = 0; j < assets; ++j) {
      loadings_.push_back(volatility *
                          lower(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)));
    }
  }
}

void Gbm::operator()(double years, std::span<const float> motion, std::span<double> growth) const {
  const std::size_t assets = drift_.size();
  for (std::size_t i = 0; i < assets; ++i) {
    double logarithm = drift_[i] * years;
    for (std::size_t j = 0; j <= i; ++j) {
      logarithm += loadings_[i * assets + j] * static_cast<double>(motion[j]);
    }
    growth[i] = random::exponential(logarithm);
  }
}

}  // namespace marginwalk::paths
