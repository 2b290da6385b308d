#include "sim/estimate/precision.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace marginwalk::estimate {

double imprecision(const std::optional<Estimate>& value, const Tolerance& tolerance) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  if (!value || !value->low || !value->high) return infinite;
  const double reach = std::max(*value->high - value->estimate, value->estimate - *value->low);
  const double tolerated =
      tolerance.relative ? tolerance.width * std::abs(value->estimate) : tolerance.width;
  return tolerated > 0 ? reach / tolerated : infinite;
}

}  // namespace marginwalk::estimate
