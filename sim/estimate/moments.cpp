#include "sim/estimate/moments.hpp"

#include <boost/math/distributions/normal.hpp>
#include <cmath>

namespace marginwalk::estimate {

void Moments::add(double value) {
  ++count;
  const double deviation = value - mean;
  mean += deviation / static_cast<double>(count);
  squared_deviations += deviation * (value - mean);
}

void Moments::merge(const Moments& other) {
  if (other.count == 0) return;
  const double before = static_cast<double>(count);
  count += other.count;
  const double share = static_cast<double>(other.count) / static_cast<double>(count);
  const double distance = other.mean - mean;
  mean += distance * share;
  squared_deviations += other.squared_deviations + distance * distance * before * share;
}

double Moments::variance() const {
  return count < 2 ? 0 : squared_deviations / static_cast<double>(count - 1);
}

double Moments::standard_error() const {
  return count < 2 ? 0 : std::sqrt(variance() / static_cast<double>(count));
}

double normal_critical_value(double level) {
  return quantile(complement(boost::math::normal(), (1 - level) / 2));
}

Estimate normal_interval(double estimate, double standard_error, double level) {
  const double reach = normal_critical_value(level) * standard_error;
  return {estimate, estimate - reach, estimate + reach};
}

std::optional<Estimate> mean_interval(const Moments& moments, double level) {
  if (moments.count == 0) return std::nullopt;
  if (moments.count == 1) return Estimate{moments.mean, {}, {}};
  return normal_interval(moments.mean, moments.standard_error(), level);
}

}  // namespace marginwalk::estimate
