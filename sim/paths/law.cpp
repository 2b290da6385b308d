#include "sim/paths/law.hpp"

#include <numeric>

#include "sim/random/brownian_tree.hpp"

namespace marginwalk::paths {
namespace {

constexpr std::uint32_t seconds_per_hour = 3600;

/// A map without drift.
Gbm map_of(const std::vector<double>& volatility, const Matrix& correlation,
           const std::vector<std::size_t>& reciprocals) {
  ModelParameters parameters{{}, volatility, correlation};
  for (const double each : volatility) parameters.drift.push_back(each * each / 2);
  return Gbm(parameters, reciprocals);
}

std::vector<Gbm> maps_of(const ModelParameters& parameters,
                         const std::vector<std::size_t>& reciprocals) {
  if (parameters.is_plain()) return {Gbm(parameters, reciprocals)};
  const auto& variance = parameters.variance;
  if (const auto* const regimes = std::get_if<Regimes>(&variance)) {
    std::vector<Gbm> maps;
    for (const Regimes::Regime& each : regimes->regimes) {
      maps.push_back(map_of(each.volatility, each.correlation, reciprocals));
    }
    return maps;
  }
  // Where the variance has a law of its own, volatility is in the scale.
  const std::vector<double> one(parameters.volatility.size(), 1);
  const bool constant = std::holds_alternative<std::monostate>(variance);
  return {map_of(constant ? parameters.volatility : one, parameters.correlation, reciprocals)};
}

}  // namespace

Law::Law(const ModelParameters& parameters, const std::vector<std::size_t>& reciprocals,
         std::int64_t start)
    : parameters_(parameters),
      reciprocals_(reciprocals),
      start_(start),
      period_(parameters.is_plain() ? random::seconds_per_day : parameters.period),
      variance_period_(period_),
      maps_(maps_of(parameters, reciprocals)),
      drift_(parameters.drift) {
  if (parameters.profile) period_ = std::gcd(period_, seconds_per_hour);
  const auto* const heston = std::get_if<Heston>(&parameters.variance);
  if (heston) variance_period_ = period_;
  for (std::size_t c = 0; c < parameters.jumps.size(); ++c) {
    clocks_.emplace_back(parameters.jumps[c], static_cast<std::uint16_t>(c),
                         c == 0 ? heston : nullptr);
    for (std::size_t i = 0; i < drift_.size(); ++i) drift_[i] -= clocks_.back().compensator(i);
  }
}

double Law::multiplier(std::uint32_t seconds) const {
  if (!parameters_.profile) return 1;
  const std::int64_t hours = (start_ + seconds) / seconds_per_hour;
  const auto hour = static_cast<std::size_t>(hours % 24);
  const auto weekday = static_cast<std::size_t>((hours / 24 + 3) % 7);  // 1970-01-01 was a Thursday
  return parameters_.profile->hours[hour] * parameters_.profile->weekdays[weekday];
}

}  // namespace marginwalk::paths
