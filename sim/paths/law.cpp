#include "sim/paths/law.hpp"

#include <algorithm>
#include <numeric>

#include "sim/random/brownian_tree.hpp"

namespace marginwalk::paths {
namespace {

using random::seconds_per_hour;

/// A map without drift.
Gbm map_of(const std::vector<double>& volatility, const Matrix& correlation,
           const std::vector<DerivedPrice>& derived) {
  ModelParameters parameters{{}, volatility, correlation};
  for (const double each : volatility) parameters.drift.push_back(each * each / 2);
  return Gbm(parameters, derived);
}

/// Correlations of a law, pulled towards one: a mean of two positive semidefinite matrices.
ModelParameters pulled(const ModelParameters& parameters, double towards_one) {
  const auto pull = [&](Matrix& correlation) {
    correlation = (correlation.array() * (1 - towards_one) + towards_one).matrix();
    correlation.diagonal().setOnes();
  };
  ModelParameters result = parameters;
  pull(result.correlation);
  if (auto* const regimes = std::get_if<Regimes>(&result.variance)) {
    for (Regimes::Regime& each : regimes->regimes) pull(each.correlation);
  }
  return result;
}

std::vector<double> pulls_of(const std::vector<Shock>& shocks) {
  std::vector<double> pulls;
  for (const Shock& shock : shocks) {
    for (const ShockPart& part : shock.parts) {
      if (part.towards_one > 0) pulls.push_back(part.towards_one);
    }
  }
  std::sort(pulls.begin(), pulls.end());
  pulls.erase(std::unique(pulls.begin(), pulls.end()), pulls.end());
  return pulls;
}

std::vector<Gbm> maps_of(const ModelParameters& parameters,
                         const std::vector<DerivedPrice>& derived) {
  if (parameters.is_plain()) return {Gbm(parameters, derived)};
  const auto& variance = parameters.variance;
  if (const auto* const regimes = std::get_if<Regimes>(&variance)) {
    std::vector<Gbm> maps;
    for (const Regimes::Regime& each : regimes->regimes) {
      maps.push_back(map_of(each.volatility, each.correlation, derived));
    }
    return maps;
  }
  // Where the variance has a law of its own, volatility is in the scale.
  const std::vector<double> one(parameters.volatility.size(), 1);
  const bool constant = std::holds_alternative<std::monostate>(variance);
  return {map_of(constant ? parameters.volatility : one, parameters.correlation, derived)};
}

}  // namespace

Law::Law(const ModelParameters& parameters, const std::vector<DerivedPrice>& derived,
         std::int64_t start)
    : parameters_(parameters),
      derived_(derived),
      start_(start),
      is_pulled_(parameters.is_pulled()),
      period_(parameters.is_plain() ? random::seconds_per_day : parameters.period),
      variance_period_(period_),
      maps_(maps_of(parameters, derived)),
      drift_(parameters.drift),
      regimes_(maps_.size()),
      pulls_(pulls_of(parameters.shocks)) {
  for (const double pull : pulls_) {
    for (Gbm& map : maps_of(pulled(parameters, pull), derived)) maps_.push_back(std::move(map));
  }
  if (parameters.profile) period_ = std::gcd(period_, seconds_per_hour);
  const auto diffuses = [](const ShockPart& part) { return part.changes_diffusion(); };
  if (any_part(parameters.shocks, diffuses)) {
    period_ = std::gcd(period_, shock_grid(parameters.shocks));
  }
  if (parameters.basis || is_pulled_) period_ = std::gcd(period_, seconds_per_hour);
  const auto* const heston = std::get_if<Heston>(&parameters.variance);
  if (heston) variance_period_ = period_;
  for (std::size_t c = 0; c < parameters.jumps.size(); ++c) {
    clocks_.emplace_back(parameters.jumps[c], static_cast<std::uint16_t>(c),
                         c == 0 ? heston : nullptr);
    for (std::size_t i = 0; i < drift_.size(); ++i) drift_[i] -= clocks_.back().compensator(i);
  }
}

std::size_t Law::map_of(std::size_t regime, double towards_one) const {
  const auto pull = std::lower_bound(pulls_.begin(), pulls_.end(), towards_one);
  const bool none = towards_one == 0;
  return regime + (none ? 0 : static_cast<std::size_t>(pull - pulls_.begin() + 1) * regimes_);
}

double Law::multiplier(std::uint32_t seconds) const {
  if (!parameters_.profile) return 1;
  const std::int64_t hours = (start_ + seconds) / seconds_per_hour;
  const auto hour = static_cast<std::size_t>(hours % 24);
  const auto weekday = static_cast<std::size_t>((hours / 24 + 3) % 7);  // 1970-01-01 was a Thursday
  return parameters_.profile->hours[hour] * parameters_.profile->weekdays[weekday];
}

}  // namespace marginwalk::paths
