#pragma once

#include <complex>
#include <functional>

namespace marginwalk::verify {

/// The value at t > 0 of the function whose Laplace transform is given, from the transform at
/// points whose real part is 12 / t: the Fourier series
///
///     f(t) = exp(12) / t x (transform(12 / t) / 2 + sum over k > 0 of
///         (-1)^k Re transform((12 + k pi i) / t))
///
/// summed by Euler's binomial means. For |f| <= 1, smooth near t, it is exact to about 1e-10: the
/// series leaves out exp(-24) f(3 t) + ..., and rounding is magnified by exp(12).
///
/// Source: Abate and Whitt, Numerical inversion of Laplace transforms of probability distributions,
/// ORSA Journal on Computing 7(1), 1995, pages 36-43, algorithm EULER with A = 24.
[[nodiscard]] double inverse_laplace(
    const std::function<std::complex<double>(std::complex<double>)>& transform, double t);

}  // namespace marginwalk::verify
