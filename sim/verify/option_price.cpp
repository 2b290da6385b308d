#include "sim/verify/option_price.hpp"

#include <algorithm>
#include <boost/math/constants/constants.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <limits>

#include "core/expect.hpp"

namespace marginwalk::verify {
namespace {

constexpr Complex i{0, 1};

/// The integral of a function over u > 0, divided by pi.
template <typename Integrand>
double half_line(const Integrand& integrand) {
  constexpr unsigned deepest = 20;
  constexpr double tolerance = 1e-13;
  return boost::math::quadrature::gauss_kronrod<double, 61>::integrate(
             integrand, 0.0, std::numeric_limits<double>::infinity(), deepest, tolerance) /
         boost::math::constants::pi<double>();
}

}  // namespace

double black(const Call& call, double variance) {
  MARGINWALK_EXPECTS(call.start > 0 && call.strike > 0 && variance >= 0);
  if (variance == 0) return std::max(call.start - call.strike, 0.0);
  const boost::math::normal standard;
  const double deviation = std::sqrt(variance);
  const double d = std::log(call.start / call.strike) / deviation + deviation / 2;
  return call.start * cdf(standard, d) - call.strike * cdf(standard, d - deviation);
}

double poisson_series(const Call& call, const Merton& law, double years) {
  const NormalJumps& jumps = law.jumps;
  const double jump_variance = jumps.deviation * jumps.deviation;
  const double log_growth = jumps.mean + jump_variance / 2;
  const double drift = -jumps.rate * std::expm1(log_growth) * years;
  const double expected = jumps.rate * years;

  double sum = 0;
  double weight = std::exp(-expected);
  double growth = std::exp(drift);
  const double most_of_weight = expected * std::max(1.0, std::exp(log_growth));
  for (int n = 0; n <= most_of_weight || weight * growth > 1e-17; ++n) {
    const double variance = law.volatility * law.volatility * years + n * jump_variance;
    sum += weight * black({call.start * growth, call.strike}, variance);
    weight *= expected / (n + 1);
    growth *= std::exp(log_growth);
  }
  return sum;
}

double lewis(const Call& call, const CharacteristicFunction& characteristic) {
  MARGINWALK_EXPECTS(call.start > 0 && call.strike > 0);
  const double moneyness = std::log(call.start / call.strike);
  const auto integrand = [&](double u) {
    const Complex value = std::exp(i * u * moneyness) * characteristic({u, -0.5});
    return value.real() / (u * u + 0.25);
  };
  return call.start - std::sqrt(call.start * call.strike) * half_line(integrand);
}

double distribution(double x, const CharacteristicFunction& characteristic) {
  const auto integrand = [&](double u) {
    return (std::exp(-i * u * x) * characteristic({u, 0})).imag() / u;
  };
  return 0.5 - half_line(integrand);
}

}  // namespace marginwalk::verify
