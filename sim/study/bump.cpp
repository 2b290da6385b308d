#include "sim/study/bump.hpp"

#include <algorithm>

#include "sim/paths/correlation.hpp"

namespace marginwalk::study {
namespace {

using paths::Matrix;
using paths::ModelParameters;

constexpr double volatility_factor = 1.01;
constexpr double correlation_step = 0.01;
constexpr double jump_rate_factor = 1.1;

void scale(std::vector<double>& values, double factor) {
  for (double& each : values) each *= factor;
}

/// v' = c^2 v follows Heston's law with theta and the start c^2 times, and the volatility of the
/// variance c times, what they were.
void scale(paths::Heston& heston, double c) {
  scale(heston.initial, c * c);
  scale(heston.vol_of_variance, c);
  scale(heston.variance_jump, c * c);
  scale(heston.jump_share, 1 / (c * c));
}

ModelParameters more_volatile(ModelParameters model) {
  scale(model.volatility, volatility_factor);
  if (auto* const heston = std::get_if<paths::Heston>(&model.variance)) {
    scale(*heston, volatility_factor);
  }
  if (auto* const regimes = std::get_if<paths::Regimes>(&model.variance)) {
    for (auto& regime : regimes->regimes) scale(regime.volatility, volatility_factor);
  }
  return model;
}

Matrix more_correlated(Matrix correlation) {
  for (Eigen::Index i = 0; i < correlation.rows(); ++i) {
    for (Eigen::Index j = 0; j < correlation.cols(); ++j) {
      if (i != j) correlation(i, j) = std::min(1.0, correlation(i, j) + correlation_step);
    }
  }
  const auto flaw = paths::find_negative_eigenvalue(correlation);
  return flaw ? flaw->nearest : correlation;
}

ModelParameters more_correlated(ModelParameters model) {
  model.correlation = more_correlated(model.correlation);
  if (auto* const regimes = std::get_if<paths::Regimes>(&model.variance)) {
    for (auto& regime : regimes->regimes) regime.correlation = more_correlated(regime.correlation);
  }
  return model;
}

ModelParameters more_jumps(ModelParameters model) {
  for (paths::Jumps& clock : model.jumps) clock.rate *= jump_rate_factor;
  return model;
}

}  // namespace

std::string text_of(Bump bump) {
  switch (bump) {
    case Bump::volatility:
      return "volatility x 1.01";
    case Bump::correlation:
      return "correlation + 0.01";
    case Bump::jump_rate:
      return "jump rates x 1.1";
  }
  return "";
}

std::optional<ModelParameters> bumped(const ModelParameters& model, Bump bump) {
  switch (bump) {
    case Bump::volatility:
      return more_volatile(model);
    case Bump::correlation:
      if (model.drift.size() < 2) return std::nullopt;
      return more_correlated(model);
    case Bump::jump_rate:
      if (model.jumps.empty()) return std::nullopt;
      return more_jumps(model);
  }
  return std::nullopt;
}

}  // namespace marginwalk::study
