#pragma once

#include "sim/verify/first_passage.hpp"

namespace marginwalk::verify {

/// How finely the recursion of `monitored` integrates. The defaults are exact to about 1e-10:
/// half the panel or twice the order changes no digit before that.
struct Quadrature {
  double panel_width = 3;  ///< in standard deviations of one step
  int order = 10;          ///< Gauss-Legendre nodes in a panel
};

/// Probability that the price is at or beyond the barrier at one of `steps` >= 1 equally spaced
/// dates, the last of which is the horizon; the start is not looked at.
///
/// Distances from the barrier are counted in standard deviations of one step. With a the drift of
/// one step away from the barrier, Phi and phi the normal distribution and density, the probability
/// p_k(x) of a touch within k dates, seen from distance x, is
///
///     p_k(x) = Phi(-x - a) + integral over y > 0 of phi(y - x - a) p_{k-1}(y) dy,   p_0 = 0
///
/// The integral is taken by Gauss-Legendre quadrature on panels of equal width. It works for the
/// touch and not for the survival, as the former vanishes far away: cutting it there is harmless,
/// and a small probability keeps its digits. Work grows as steps^1.5: 720 steps take milliseconds,
/// 43,200 some seconds.
[[nodiscard]] double monitored(const FirstPassage& passage, int steps, Quadrature quadrature = {});

}  // namespace marginwalk::verify
