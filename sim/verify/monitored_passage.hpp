#pragma once

#include <limits>

#include "sim/verify/first_passage.hpp"
#include "sim/verify/step_law.hpp"

namespace marginwalk::verify {

/// How finely the recursion of `monitored` integrates. The defaults are exact to about 1e-10:
/// half the panel or twice the order changes no digit before that.
struct Quadrature {
  double panel_width = 3;  ///< in deviations of one step's Brownian part
  int order = 10;          ///< Gauss-Legendre nodes in a panel
};

/// ln(barrier / start) of one barrier or of two.
struct Barriers {
  double lower = -std::numeric_limits<double>::infinity();  ///< < 0
  double upper = std::numeric_limits<double>::infinity();   ///< > 0
};

/// Probability that the price is at or beyond a barrier at one of `steps` >= 1 equally spaced
/// dates, the last of which is the horizon; the start is not looked at. From one date to the next
/// the logarithm of the price changes by X, independently, with the law `step`.
///
/// With f the density of X, the probability p_k(x) of a touch within k dates, seen from distance x
/// above the lower barrier, is, if the upper one lies d above the lower,
///
///     p_k(x) = P(X <= -x) + P(X >= d - x) + integral over 0 < y < d of f(y - x) p_{k-1}(y) dy,
///
/// p_0 = 0. The integral is taken by Gauss-Legendre quadrature on panels of equal width. It works
/// for the touch and not for the survival, as the former vanishes far from a single barrier:
/// cutting it there is harmless, and a small probability keeps its digits. Work grows as
/// steps^1.5 without jumps (720 steps take milliseconds, 43,200 some seconds), and as steps x
/// (reach of the jumps / deviation)^2 with jumps that reach far: 720 steps of an hour take a second
/// with jumps of some percent, 3 to 30 s with jumps of some tens of percent.
[[nodiscard]] double monitored(const StepLaw& step, const Barriers& barriers, int steps,
                               Quadrature quadrature = {});

/// The same for one barrier and a geometric Brownian motion.
[[nodiscard]] double monitored(const FirstPassage& passage, int steps, Quadrature quadrature = {});

}  // namespace marginwalk::verify
