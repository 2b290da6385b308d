#include "sim/verify/characteristic_function.hpp"

#include <cmath>

#include "core/expect.hpp"

namespace marginwalk::verify {
namespace {

using namespace std::complex_literals;

constexpr Complex one = 1;

Complex jump_transform(const NormalJumps& jumps, Complex z) {
  return std::exp(jumps.mean * z + jumps.deviation * jumps.deviation * z * z / 2.0);
}

Complex jump_transform(const ExponentialJumps& jumps, Complex z) {
  return jumps.up_probability / (one - jumps.up_mean * z) +
         (1 - jumps.up_probability) / (one + jumps.down_mean * z);
}

/// The exponent of the compensated jumps, per year.
template <typename Jumps>
Complex jump_exponent(const Jumps& jumps, Complex z) {
  const Complex mean_growth = jump_transform(jumps, one) - one;
  return jumps.rate * (jump_transform(jumps, z) - one - z * mean_growth);
}

template <typename JumpDiffusion>
Complex jump_diffusion(const JumpDiffusion& law, double years, Complex u) {
  const Complex z = 1i * u;
  const Complex diffusion = law.volatility * law.volatility / 2 * z * (z - 1.0);
  return std::exp(years * (diffusion + jump_exponent(law.jumps, z)));
}

/// ln(1 + w) / w; as 2 artanh(w / (2 + w)) it keeps its digits where w is small.
Complex log1p_quotient(Complex w) {
  return w == Complex(0) ? one : 2.0 * std::atanh(w / (2.0 + w)) / w;
}

/// What Heston's function is made of. With x = k - correlation s z and d^2 = x^2 - s^2 (z^2 - z):
/// D(t) = limit (1 - exp(-d t)) / (1 - g exp(-d t)), limit = (x - d) / s^2, g = (x - d) / (x + d).
struct Riccati {
  Complex d;
  Complex limit;    ///< of D(t) as t grows
  Complex g_by_s2;  ///< g / s^2
  Complex g;

  Riccati(const Heston& law, Complex z);
};

Riccati::Riccati(const Heston& law, Complex z) {
  const double s = law.volatility_of_variance;
  const Complex convexity = z * (z - 1.0);
  const Complex x = law.reversion - law.correlation * s * z;
  d = std::sqrt(x * x - s * s * convexity);
  limit = convexity / (x + d);
  g_by_s2 = limit / (x + d);
  g = s * s * g_by_s2;
}

Complex heston_exponent(const Heston& law, const Riccati& riccati, double years) {
  const Complex decayed = one - std::exp(-riccati.d * years);
  const Complex w_by_g = decayed / (one - riccati.g);
  const Complex of_mean =
      riccati.limit * years - 2.0 * riccati.g_by_s2 * w_by_g * log1p_quotient(riccati.g * w_by_g);
  const Complex of_start = riccati.limit * decayed / (one - riccati.g * (one - decayed));
  return law.reversion * law.mean_variance * of_mean + law.variance * of_start;
}

/// The integral over s from 0 to `years` of 1 / (c - m D(s)). Its integrand is, with e = exp(-d s),
/// (1 - g e) / (a - b e) where a = c - m limit, b = c g - m limit.
Complex integral_of_inverse(const Riccati& riccati, double years, Complex c, double m) {
  const Complex a = c - m * riccati.limit;
  const Complex b = c * riccati.g - m * riccati.limit;
  const Complex w_by_b = (one - std::exp(-riccati.d * years)) / (a - b);
  return years / a + (b / a - riccati.g) / riccati.d * w_by_b * log1p_quotient(b * w_by_b);
}

}  // namespace

Complex characteristic(const Merton& law, double years, Complex u) {
  return jump_diffusion(law, years, u);
}

Complex characteristic(const Kou& law, double years, Complex u) {
  MARGINWALK_EXPECTS(law.jumps.up_mean < 1);
  return jump_diffusion(law, years, u);
}

Complex characteristic(const Heston& law, double years, Complex u) {
  MARGINWALK_EXPECTS(law.reversion > 0);
  return std::exp(heston_exponent(law, Riccati(law, 1i * u), years));
}

Complex characteristic(const Bates& law, double years, Complex u) {
  return characteristic(law.diffusion, years, u) *
         std::exp(years * jump_exponent(law.jumps, 1i * u));
}

Complex characteristic(const CommonJumps& law, double years, Complex u) {
  MARGINWALK_EXPECTS(law.diffusion.reversion > 0 && law.correlation * law.variance_mean < 1);
  const Complex z = 1i * u;
  const Riccati riccati(law.diffusion, z);
  const double shared = law.variance_mean * law.correlation;
  const Complex mean_growth = jump_transform(law.jumps, one) / (1 - shared) - one;
  const Complex jumped = jump_transform(law.jumps, z) *
                         integral_of_inverse(riccati, years, one - shared * z, law.variance_mean);
  return std::exp(heston_exponent(law.diffusion, riccati, years) +
                  law.jumps.rate * (jumped - years * (one + z * mean_growth)));
}

}  // namespace marginwalk::verify
