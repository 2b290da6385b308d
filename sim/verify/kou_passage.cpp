#include "sim/verify/kou_passage.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <cstddef>

#include "core/expect.hpp"
#include "sim/verify/laplace_inversion.hpp"

namespace marginwalk::verify {
namespace {

using Complex = std::complex<double>;

/// Coefficients c0, c1, ... of a polynomial; the highest is `Quartic::back()`.
using Quartic = std::array<Complex, 5>;
using Roots = std::array<Complex, 4>;

/// The equation of the roots times (eta1 - x) (eta2 + x), in units of `unit`: x = unit z.
Quartic equation(const KouPassage& passage, Complex alpha, double unit) {
  const double up = 1 / (passage.jumps.up_mean * unit);
  const double down = 1 / (passage.jumps.down_mean * unit);
  const double rate = passage.jumps.rate;
  const double half_variance = passage.volatility * passage.volatility / 2 * unit * unit;
  const double drift = passage.drift * unit;
  const double p = passage.jumps.up_probability;
  // (drift z + half_variance z^2 - rate - alpha) (up down + (up - down) z - z^2)
  //     + rate (p up (down + z) + (1 - p) down (up - z))
  const Complex killed = -rate - alpha;
  return {killed * up * down + rate * up * down,
          killed * (up - down) + drift * up * down + rate * (p * up - (1 - p) * down),
          -killed + drift * (up - down) + half_variance * up * down,
          -drift + half_variance * (up - down), -half_variance};
}

/// All roots at once, by Weierstrass's iteration: each moves by the polynomial's value over the
/// product of its distances from the others.
Roots roots_of(const Quartic& quartic) {
  Roots roots;
  const Complex seed(0.4, 0.9);  // neither real nor a root of unity, as usual
  for (std::size_t k = 0; k < roots.size(); ++k) roots[k] = std::pow(seed, static_cast<double>(k));
  double moved = 1;
  for (int iteration = 0; iteration < 500 && moved > 1e-15; ++iteration) {
    moved = 0;
    for (Complex& root : roots) {
      Complex value = 0;
      for (std::size_t k = quartic.size(); k-- > 0;) value = value * root + quartic[k];
      Complex distances = quartic.back();
      for (const Complex& other : roots) {
        if (&other != &root) distances *= root - other;
      }
      const Complex step = value / distances;
      root -= step;
      moved = std::max(moved, std::abs(step) / std::abs(root));
    }
  }
  return roots;
}

KouPassage mirrored(const KouPassage& passage) {
  const ExponentialJumps& jumps = passage.jumps;
  return {passage.volatility,
          -passage.drift,
          {jumps.rate, 1 - jumps.up_probability, jumps.down_mean, jumps.up_mean},
          -passage.level,
          passage.horizon_years};
}

Complex transform(const KouPassage& passage, Complex alpha) {
  const double eta = 1 / passage.jumps.up_mean;
  // The size of the diffusion's roots.
  const double unit = std::sqrt(2 * std::abs(alpha)) / passage.volatility;
  Roots roots = roots_of(equation(passage, alpha, unit));
  std::sort(roots.begin(), roots.end(),
            [](Complex left, Complex right) { return left.real() > right.real(); });
  MARGINWALK_EXPECTS(roots[1].real() > 0 && roots[2].real() < 0);
  const Complex u = roots[1] * unit;
  const Complex v = roots[0] * unit;
  return ((eta - u) * v * std::exp(-passage.level * u) +
          (v - eta) * u * std::exp(-passage.level * v)) /
         (alpha * eta * (v - u));
}

}  // namespace

KouPassage passage_of(const Kou& law, double barrier_return, double horizon_years) {
  MARGINWALK_EXPECTS(barrier_return > -1 && barrier_return != 0);
  const ExponentialJumps& jumps = law.jumps;
  const double mean_growth = jumps.up_probability / (1 - jumps.up_mean) +
                             (1 - jumps.up_probability) / (1 + jumps.down_mean) - 1;
  const double drift = -law.volatility * law.volatility / 2 - jumps.rate * mean_growth;
  return {law.volatility, drift, jumps, std::log1p(barrier_return), horizon_years};
}

double continuous(const KouPassage& passage) {
  MARGINWALK_EXPECTS(passage.volatility > 0 && passage.jumps.up_mean > 0 &&
                     passage.jumps.down_mean > 0 && passage.level != 0);
  if (passage.level < 0) return continuous(mirrored(passage));
  return inverse_laplace([&](Complex alpha) { return transform(passage, alpha); },
                         passage.horizon_years);
}

}  // namespace marginwalk::verify
