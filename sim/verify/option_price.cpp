#include "sim/verify/option_price.hpp"

#include <algorithm>
#include <boost/math/constants/constants.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>

#include "core/expect.hpp"

namespace marginwalk::verify {
namespace {

using namespace std::complex_literals;

/// The integral from a to b, halved until Gauss's and Kronrod's rules agree to 1e-14, or to 1e-13
/// of the integral of the absolute value: rounding allows no more. (What Boost itself adapts to is
/// a share of the integral, which never comes where oscillations cancel.)
template <typename Integrand>
double integral(const Integrand& integrand, double a, double b, int halvings) {
  double difference = 0;
  double absolute = 0;
  const double value = boost::math::quadrature::gauss_kronrod<double, 61>::integrate(
      integrand, a, b, 0, 0, &difference, &absolute);
  if (difference <= std::max(1e-14, 1e-12 * absolute) || halvings == 0) return value;
  const double middle = (a + b) / 2;
  return integral(integrand, a, middle, halvings - 1) +
         integral(integrand, middle, b, halvings - 1);
}

/// Whether the characteristic function has fallen to 1e-17 for good: along v + i height from u to
/// 32 u. (Where jumps are all of nearly one size c it comes back at multiples of 2 pi / c.)
bool has_vanished(const CharacteristicFunction& characteristic, double u, double height) {
  constexpr int looks = 1000;
  for (int k = 0; k <= looks; ++k) {
    const double v = u * (1 + 31.0 * k / looks);
    if (std::abs(characteristic({v, height})) > 1e-17) return false;
  }
  return true;
}

/// The integral over u > 0, divided by pi, of a function that vanishes as the characteristic
/// function does along u + i height.
template <typename Integrand>
double half_line(const Integrand& integrand, const CharacteristicFunction& characteristic,
                 double height) {
  constexpr int halvings = 10;
  double u = 1e-6;
  double sum = integral(integrand, 0, u, halvings);
  for (; !has_vanished(characteristic, u, height); u *= 2) {
    MARGINWALK_EXPECTS(u < 1e12);
    sum += integral(integrand, u, 2 * u, halvings);
  }
  return sum / boost::math::constants::pi<double>();
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
    const Complex value = std::exp(1i * u * moneyness) * characteristic({u, -0.5});
    return value.real() / (u * u + 0.25);
  };
  return call.start -
         std::sqrt(call.start * call.strike) * half_line(integrand, characteristic, -0.5);
}

double distribution(double x, const CharacteristicFunction& characteristic) {
  const auto integrand = [&](double u) {
    return (std::exp(-1i * u * x) * characteristic({u, 0})).imag() / u;
  };
  return 0.5 - half_line(integrand, characteristic, 0);
}

}  // namespace marginwalk::verify
