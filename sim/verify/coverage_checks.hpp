#pragma once

#include "sim/verify/evidence.hpp"

namespace marginwalk::verify {

/// How often the 95 % intervals of sim/estimate hold the truth, on samples of known laws: exact
/// methods (proportion, quantile) at least 94.5 % of the time, the others, which are approximate,
/// 94 to 96 %, each with sizes at which a run has many more paths. `replications`: samples of each;
/// at 10,000 the share itself has a standard error of 0.2 points, with fewer the limits widen by as
/// much as its four standard errors grow.
[[nodiscard]] Page coverage(int replications);

}  // namespace marginwalk::verify
