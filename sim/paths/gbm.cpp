#include "sim/paths/gbm.hpp"

namespace marginwalk::paths {

Gbm::Gbm(const ModelParameters& parameters, const std::vector<DerivedPrice>& derived)
    : factors_(parameters.volatility.size()) {
  const Matrix lower = cholesky(parameters.correlation);
  const std::size_t assets = factors_;
  row_ = (assets + 3) / 4 * 4;
  loadings_.resize((assets + derived.size()) * row_);
  for (std::size_t i = 0; i < assets; ++i) {
    const double volatility = parameters.volatility[i];
    drift_.push_back(parameters.drift[i] - volatility * volatility / 2);
    for (std::size_t j = 0; j < assets; ++j) {
      loadings_[i * row_ + j] =
          volatility * lower(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
    }
    variance_.push_back(0);
    for (const double loading : loadings(i)) variance_[i] += loading * loading;
  }
  for (std::size_t k = 0; k < derived.size(); ++k) {
    const std::size_t of = derived[k].of;
    drift_.push_back(derived[k].sign() * drift_[of]);
    variance_.push_back(variance_[of]);
    for (std::size_t j = 0; j < row_; ++j) {
      loadings_[(assets + k) * row_ + j] = derived[k].sign() * loadings_[of * row_ + j];
    }
  }
}

void Gbm::operator()(double years, std::span<const float> motion,
                     std::span<double> logarithms) const {
  for (std::size_t i = 0; i < drift_.size(); ++i) {
    const std::span<const double> row = loadings(i);
    double sum = drift_[i] * years;
    for (std::size_t j = 0; j < row.size(); ++j) sum += row[j] * static_cast<double>(motion[j]);
    logarithms[i] = sum;
  }
}

}  // namespace marginwalk::paths
