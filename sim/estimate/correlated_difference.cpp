#include "sim/estimate/correlated_difference.hpp"

#include <algorithm>
#include <cmath>

namespace marginwalk::estimate {
namespace {

double reach(double x, double y, double correlation) {
  return std::sqrt(std::max(0.0, x * x + y * y - 2 * correlation * x * y));
}

}  // namespace

Estimate correlated_difference(const Estimate& a, const Estimate& b, double correlation) {
  Estimate result{a.estimate - b.estimate, {}, {}};
  if (a.low && b.high) {
    result.low = result.estimate - reach(a.estimate - *a.low, *b.high - b.estimate, correlation);
  }
  if (a.high && b.low) {
    result.high = result.estimate + reach(*a.high - a.estimate, b.estimate - *b.low, correlation);
  }
  return result;
}

}  // namespace marginwalk::estimate
