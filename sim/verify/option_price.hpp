#pragma once

#include <functional>

#include "sim/verify/characteristic_function.hpp"

namespace marginwalk::verify {

/// A European call: what it pays, max(price at the end - strike, 0), on average. Rates are zero and
/// the price is a martingale, so nothing is discounted; the put costs `strike` - `start` more.
struct Call {
  double start = 0;   ///< price now
  double strike = 0;  ///< in the same currency, > 0
};

/// E exp(i u X), X = ln(price at the end / price now), for complex u; 1 at 0 and at -i.
using CharacteristicFunction = std::function<Complex(Complex)>;

/// The price of a call where X is normal of variance `variance` >= 0:
///
///     start Phi(d) - strike Phi(d - sqrt(variance)),  d = ln(start / strike) / sqrt(variance) +
///     sqrt(variance) / 2
///
/// Source: Black, The pricing of commodity contracts, Journal of Financial Economics 3, 1976,
/// pages 167-179.
[[nodiscard]] double black(const Call& call, double variance);

/// The price of a call under Merton's law: the mean, over the Poisson number n of jumps, of Black's
/// price from start exp(n ln E exp(jump) - rate (E exp(jump) - 1) years) with variance
/// volatility^2 years + n deviation^2. Exact to rounding. Source: Merton 1976.
[[nodiscard]] double poisson_series(const Call& call, const Merton& law, double years);

/// The price of a call by one integral:
///
///     start - sqrt(start strike) / pi x integral over u > 0 of
///         Re(exp(i u ln(start / strike)) characteristic(u - i / 2)) / (u^2 + 1 / 4)
///
/// by adaptive Gauss-Kronrod quadrature. The characteristic function must vanish far out, as it
/// does where a part of X is Brownian. Exact to about 1e-12 of sqrt(start strike), 1e-10 under
/// extreme volatilities of variance; the price of a call far out of the money keeps no digits below
/// that. Source: Lewis, A simple option formula for general jump-diffusion and other exponential
/// Levy processes, 2001.
[[nodiscard]] double lewis(const Call& call, const CharacteristicFunction& characteristic);

/// Probability that X is at most x:
///
///     1 / 2 - 1 / pi x integral over u > 0 of Im(exp(-i u x) characteristic(u)) / u
///
/// likewise and as exact. Source: Gil-Pelaez, Note on the inversion theorem, Biometrika
/// 38, 1951, pages 481-482.
[[nodiscard]] double distribution(double x, const CharacteristicFunction& characteristic);

}  // namespace marginwalk::verify
