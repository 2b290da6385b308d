#pragma once

#include "sim/verify/price_law.hpp"

namespace marginwalk::verify {

/// Will X, a Brownian motion with drift and exponential jumps of two sides, touch or cross a level
/// before the horizon?
struct KouPassage {
  double volatility = 0;  ///< of the Brownian part, > 0, per square root of a year
  double drift = 0;       ///< of X between the jumps, per year
  ExponentialJumps jumps;
  double level = 0;          ///< other than 0; X starts at 0
  double horizon_years = 0;  ///< > 0
};

/// The same for X = ln(price / start) where the price is a martingale under Kou's law, and a level
/// of ln(1 + barrier_return).
[[nodiscard]] KouPassage passage_of(const Kou& law, double barrier_return, double horizon_years);

/// Probability that X, watched without pause, reaches the level. With b the level, above 0 (one
/// below is the same for -X), and u < v the roots with positive real part of
///
///     drift x + volatility^2 x^2 / 2 + rate (p eta1 / (eta1 - x) + (1 - p) eta2 / (eta2 + x) - 1)
///         = alpha,
///
/// its Laplace transform over the horizon is
///
///     ((eta1 - u) v exp(-b u) + (v - eta1) u exp(-b v)) / (alpha eta1 (v - u))
///
/// Inverted by `inverse_laplace`: exact to about 1e-10, so a lesser probability has no digits.
/// Source: Kou and Wang, First passage times of a jump diffusion process, Advances in Applied
/// Probability 35(2), 2003, pages 504-531, theorem 3.1; for complex alpha, by Rouche's theorem,
/// there still are two such roots.
[[nodiscard]] double continuous(const KouPassage& passage);

}  // namespace marginwalk::verify
