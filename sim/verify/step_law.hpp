#pragma once

#include <functional>

#include "sim/verify/price_law.hpp"

namespace marginwalk::verify {

/// The law of X, the change of the logarithm of a price over one interval, as a recursion over many
/// such intervals needs it.
struct StepLaw {
  std::function<double(double)> density;
  std::function<double(double)> below;  ///< P(X <= x)
  std::function<double(double)> above;  ///< P(X > x), with its own digits where it is small

  /// ln E exp(tilt X), infinite where there is no such mean.
  std::function<double(double)> cumulant;

  /// Deviation of the Brownian part of X: what the density is smooth over.
  double deviation = 0;
};

/// -X.
[[nodiscard]] StepLaw mirrored(const StepLaw& law);

/// X normal.
[[nodiscard]] StepLaw normal_step(double mean, double deviation);

/// One interval of Merton's law: normals of mean a + n mean and variance volatility^2 years +
/// n deviation^2 with the Poisson weights of n jumps, down to weights of 1e-20; a is the drift that
/// makes the price a martingale.
[[nodiscard]] StepLaw step_of(const Merton& law, double years);

/// One interval of Kou's law, by inversion of its characteristic function f. With period P and
/// u_m = (2 m + 1) pi / P,
///
///     density(x) = 2 / P sum over m >= 0 of Re(exp(-i u_m x) f(u_m))
///     above(x) = 1 / 2 + 2 / P sum over m >= 0 of Im(exp(-i u_m x) f(u_m)) / u_m
///
/// The period is so long that what the sums take from x +- P and further is below 1e-18, and
/// f vanishes behind the last term: exact to rounding, some 1e-15 absolute (of the density: over
/// the deviation). Source: Abate and Whitt, The Fourier-series method for inverting transforms of
/// probability distributions, Queueing Systems 10, 1992, pages 5-88.
[[nodiscard]] StepLaw step_of(const Kou& law, double years);

/// An x with P(X_1 + ... + X_j >= x for a j <= steps) <= exp(-exponent). For any tilt > 0, by
/// Doob's inequality, (steps max(cumulant(tilt), 0) + exponent) / tilt is one; this is the least
/// over a geometric grid of tilts.
[[nodiscard]] double upward_reach(const StepLaw& law, int steps, double exponent);

}  // namespace marginwalk::verify
