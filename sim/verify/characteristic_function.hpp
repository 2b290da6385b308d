#pragma once

#include <complex>

#include "sim/verify/price_law.hpp"

namespace marginwalk::verify {

using Complex = std::complex<double>;

/// E exp(i u X) with X = ln(price after `years` / price now), for u in the strip of the complex
/// plane where it exists. As the price is a martingale, its values at 0 and at -i are 1.
///
/// With z = i u, volatility s, jumps of rate l and of transform M(z) = E exp(z jump), a jump
/// diffusion has exp(years x (s^2 / 2 (z^2 - z) + l (M(z) - 1 - z (M(1) - 1)))), where
///
///     M(z) = exp(mean z + deviation^2 z^2 / 2)                       (Merton)
///     M(z) = p / (1 - up_mean z) + (1 - p) / (1 + down_mean z)       (Kou)
[[nodiscard]] Complex characteristic(const Merton& law, double years, Complex u);

/// Exists for -1 / down_mean < Re z < 1 / up_mean, z = i u.
[[nodiscard]] Complex characteristic(const Kou& law, double years, Complex u);

/// In the form whose logarithm stays on its principal branch. Source: Albrecher, Mayer, Schoutens
/// and Tistaert, The little Heston trap, Wilmott Magazine, January 2007, pages 83-92. Quotients
/// by the volatility of variance are cancelled, so that it may be 0.
[[nodiscard]] Complex characteristic(const Heston& law, double years, Complex u);

/// Heston's times that of the compensated jumps.
[[nodiscard]] Complex characteristic(const Bates& law, double years, Complex u);

/// Heston's times exp(l (integral over s from 0 to `years` of T(z, D(s)) - 1, less years z
/// (T(1, 0) - 1))), where exp(D(s) v) is the part of Heston's function over time s that depends on
/// the variance v, and T(z, d) = E exp(z jump + d jump of the variance).
[[nodiscard]] Complex characteristic(const CommonJumps& law, double years, Complex u);

}  // namespace marginwalk::verify
