#include "sim/verify/step_law.hpp"

#include <algorithm>
#include <boost/math/constants/constants.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <complex>
#include <cstddef>
#include <limits>
#include <vector>

#include "core/expect.hpp"
#include "sim/verify/characteristic_function.hpp"

namespace marginwalk::verify {
namespace {

constexpr double pi = boost::math::constants::pi<double>();
constexpr double infinity = std::numeric_limits<double>::infinity();

struct WeightedNormal {
  double weight = 0;
  boost::math::normal normal;
};

StepLaw mixture(const std::vector<WeightedNormal>& parts) {
  // What `value` says of each part, weighted.
  const auto sum = [parts](auto value) {
    return [parts, value](double x) {
      double total = 0;
      for (const WeightedNormal& part : parts) total += part.weight * value(part.normal, x);
      return total;
    };
  };
  const auto moment = sum([](const boost::math::normal& normal, double tilt) {
    const double deviation = normal.standard_deviation() * tilt;
    return std::exp(normal.mean() * tilt + deviation * deviation / 2);
  });
  return {
      sum([](const boost::math::normal& normal, double x) { return pdf(normal, x); }),
      sum([](const boost::math::normal& normal, double x) { return cdf(normal, x); }),
      sum([](const boost::math::normal& normal, double x) { return cdf(complement(normal, x)); }),
      [moment](double tilt) { return std::log(moment(tilt)); },
      parts.front().normal.standard_deviation()};
}

/// A characteristic function f at the u_m of `step_of` for Kou's law.
struct Spectrum {
  double spacing = 0;              ///< of the u_m: 2 pi / period
  std::vector<Complex> values;     ///< f(u_m)
  std::vector<Complex> integrals;  ///< f(u_m) / u_m

  /// Sum over m of exp(-i u_m x) terms[m].
  [[nodiscard]] Complex sum(double x, const std::vector<Complex>& terms) const {
    const Complex turn = std::polar(1.0, -spacing * x);
    Complex phase;
    Complex total = 0;
    for (std::size_t m = 0; m < terms.size(); ++m) {
      const bool anew = m % 16 == 0;  // before rounding adds up
      phase = anew ? std::polar(1.0, -(static_cast<double>(m) + 0.5) * spacing * x) : phase * turn;
      total += phase * terms[m];
    }
    return total;
  }
};

Spectrum spectrum_of(const Kou& law, double years, double period) {
  const double deviation = law.volatility * std::sqrt(years);
  const double last = 9 / deviation;  // |f| <= exp(-81 / 2) = 3e-18
  Spectrum spectrum{2 * pi / period, {}, {}};
  for (double u = spectrum.spacing / 2; u < last; u += spectrum.spacing) {
    spectrum.values.push_back(characteristic(law, years, u));
    spectrum.integrals.push_back(spectrum.values.back() / u);
  }
  return spectrum;
}

double kou_cumulant(const Kou& law, double years, double tilt) {
  if (tilt * law.jumps.up_mean >= 1 || tilt * law.jumps.down_mean <= -1) return infinity;
  return std::log(characteristic(law, years, {0, -tilt}).real());
}

}  // namespace

StepLaw mirrored(const StepLaw& law) {
  const auto negated = [](const std::function<double(double)>& function) {
    return [function](double x) { return function(-x); };
  };
  return {negated(law.density), negated(law.above), negated(law.below), negated(law.cumulant),
          law.deviation};
}

StepLaw normal_step(double mean, double deviation) {
  MARGINWALK_EXPECTS(deviation > 0);
  return mixture({{1, boost::math::normal(mean, deviation)}});
}

StepLaw step_of(const Merton& law, double years) {
  MARGINWALK_EXPECTS(law.volatility > 0 && years > 0);
  const NormalJumps& jumps = law.jumps;
  const double variance = law.volatility * law.volatility * years;
  const double jump_variance = jumps.deviation * jumps.deviation;
  const double expected = jumps.rate * years;
  const double drift = -variance / 2 - expected * std::expm1(jumps.mean + jump_variance / 2);
  std::vector<WeightedNormal> parts;
  double weight = std::exp(-expected);
  for (int n = 0; n <= expected || weight > 1e-20; ++n) {
    parts.push_back({weight, boost::math::normal(drift + n * jumps.mean,
                                                 std::sqrt(variance + n * jump_variance))});
    weight *= expected / (n + 1);
  }
  return mixture(parts);
}

StepLaw step_of(const Kou& law, double years) {
  MARGINWALK_EXPECTS(law.volatility > 0 && years > 0);
  const auto cumulant = [law, years](double tilt) { return kou_cumulant(law, years, tilt); };
  StepLaw step{{}, {}, {}, cumulant, law.volatility * std::sqrt(years)};
  // Arguments reach as far as X does, and what lies a period further must not be reached.
  const double exponent = -std::log(1e-18);
  const double reach =
      std::max(upward_reach(step, 1, exponent), upward_reach(mirrored(step), 1, exponent));
  const Spectrum spectrum = spectrum_of(law, years, 2 * reach);
  const double scale = spectrum.spacing / pi;
  step.density = [=](double x) {
    return std::abs(x) < reach ? scale * spectrum.sum(x, spectrum.values).real() : 0.0;
  };
  step.above = [=](double x) {
    if (std::abs(x) >= reach) return x < 0 ? 1.0 : 0.0;
    return 0.5 + scale * spectrum.sum(x, spectrum.integrals).imag();
  };
  step.below = [above = step.above](double x) { return 1 - above(x); };
  return step;
}

double upward_reach(const StepLaw& law, int steps, double exponent) {
  double least = infinity;
  for (double tilt = 100 / law.deviation; tilt > 1e-6 / law.deviation; tilt *= 0.95) {
    const double growth = std::max(law.cumulant(tilt), 0.0);
    least = std::min(least, (steps * growth + exponent) / tilt);
  }
  return least;
}

}  // namespace marginwalk::verify
