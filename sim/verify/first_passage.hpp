#pragma once

namespace marginwalk::verify {

/// Will a price that follows a geometric Brownian motion touch a fixed barrier before the horizon?
/// The barrier lies below the start (a long's liquidation price) or above it (a short's).
///
/// Seen from the start towards the barrier, the logarithm of the price must cover `distance()`,
/// while it drifts away from the barrier by `escape()` per year; so one set of formulas serves both
/// sides. Needs volatility > 0, horizon_years > 0, barrier_return > -1 and other than 0.
struct FirstPassage {
  double volatility = 0;      ///< s, per square root of a year
  double drift = 0;           ///< of the price, per year; 0 = the price is a martingale
  double barrier_return = 0;  ///< barrier / start - 1: -0.1 for a long, 0.1 for a short
  double horizon_years = 0;   ///< T

  /// |ln(1 + barrier_return)|
  [[nodiscard]] double distance() const;

  /// nu = drift - s^2 / 2, the drift of the log-price, signed so that positive leads away from the
  /// barrier.
  [[nodiscard]] double escape() const;
};

/// Probability that the price touches the barrier when it is watched without pause. By the
/// reflection principle, with d = distance(), a = escape() and Phi the normal distribution,
///
///     P = Phi((-d - a T) / (s sqrt(T))) + exp(-2 a d / s^2) Phi((-d + a T) / (s sqrt(T)))
///
/// Source: Karatzas and Shreve, Brownian Motion and Stochastic Calculus, section 3.5.C. Needs
/// -2 a d / s^2 below 700, where the exponential would overflow.
[[nodiscard]] double continuous(const FirstPassage& passage);

/// By how many deviations of one step a barrier that is watched at steps seems to lie further away
/// than one that is watched without pause: beta = -zeta(1/2) / sqrt(2 pi).
///
/// Source: Broadie, Glasserman and Kou, A continuity correction for discrete barrier options,
/// Mathematical Finance 7(4), 1997, pages 325-348.
inline constexpr double monitoring_shift = 0.5825971579;

/// Approximate probability that the price is at or beyond the barrier at one of the equally spaced
/// dates step_years, 2 step_years, ...: the continuous one with the barrier moved away from the
/// start by the factor exp(+-monitoring_shift s sqrt(step)). Its error shrinks faster than
/// sqrt(step).
[[nodiscard]] double shifted(const FirstPassage& passage, double step_years);

}  // namespace marginwalk::verify
