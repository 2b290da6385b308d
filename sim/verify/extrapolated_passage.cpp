#include "sim/verify/extrapolated_passage.hpp"

#include <cmath>

#include "core/expect.hpp"

namespace marginwalk::verify {
namespace {

template <typename Law>
double shifted_recursion(const Law& law, const Watch& watch, int steps) {
  const double coarse_step = watch.horizon_years / steps;
  const double shift =
      monitoring_shift * law.volatility * (std::sqrt(coarse_step) - std::sqrt(watch.step_years));
  const Barriers moved{watch.barriers.lower + shift, watch.barriers.upper - shift};
  return monitored(step_of(law, coarse_step), moved, steps);
}

template <typename Law>
double extrapolation(const Law& law, const Watch& watch, int steps) {
  const double coarse = watch.horizon_years / steps - watch.step_years;
  const double fine = watch.horizon_years / (4 * steps) - watch.step_years;
  MARGINWALK_EXPECTS(watch.step_years >= 0 && fine > 0);
  const double of_coarse = shifted_recursion(law, watch, steps);
  const double of_fine = shifted_recursion(law, watch, 4 * steps);
  return of_fine + (of_fine - of_coarse) * fine / (coarse - fine);
}

}  // namespace

double extrapolated(const Merton& law, const Watch& watch, int steps) {
  return extrapolation(law, watch, steps);
}

double extrapolated(const Kou& law, const Watch& watch, int steps) {
  return extrapolation(law, watch, steps);
}

}  // namespace marginwalk::verify
