#pragma once

#include "sim/verify/monitored_passage.hpp"
#include "sim/verify/price_law.hpp"

namespace marginwalk::verify {

/// Where and for how long a price is watched.
struct Watch {
  Barriers barriers;
  double horizon_years = 0;  ///< > 0
  double step_years = 0;     ///< between two looks; 0 = without pause
};

/// Approximate probability that the price is at or beyond a barrier at one of the dates step_years,
/// 2 step_years, ..., for steps that are too many for `monitored`, or for none.
///
/// It is `monitored` with n coarser steps and with 4 n, the barriers moved towards the start by
/// monitoring_shift x volatility x (sqrt(coarser step) - sqrt(step_years)), which leaves an error
/// of the order (coarser step - step_years); that is extrapolated to 0. What is left falls as
/// n^-1.5: for a month and barriers 10 % to 30 % away it is below 1e-5 with the default, 2e-5 with
/// half of it (measured for Kou's law against `continuous`, without jumps against minutes).
///
/// Source of the shift: see `monitoring_shift`; that jumps need none of their own: Dia and
/// Lamberton, Continuity correction for barrier options in jump-diffusion models, SIAM Journal on
/// Financial Mathematics 2, 2011, pages 866-900.
[[nodiscard]] double extrapolated(const Merton& law, const Watch& watch, int steps = 180);
[[nodiscard]] double extrapolated(const Kou& law, const Watch& watch, int steps = 180);

}  // namespace marginwalk::verify
