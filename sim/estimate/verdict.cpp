#include "sim/estimate/verdict.hpp"

namespace marginwalk::estimate {

Verdict judge(const std::optional<Estimate>& number, const Demand& demand) {
  if (!number) return Verdict::undecided;
  const bool at_most = demand.side == Demand::Side::at_most;
  // How far a bound is beyond the limit.
  const auto excess = [&](double bound) {
    return at_most ? bound - demand.limit : demand.limit - bound;
  };
  const std::optional<double>& worst = at_most ? number->high : number->low;
  const std::optional<double>& best = at_most ? number->low : number->high;
  if (worst && excess(*worst) <= 0) return Verdict::passed;
  if (best && excess(*best) > 0) return Verdict::failed;
  return Verdict::undecided;
}

}  // namespace marginwalk::estimate
