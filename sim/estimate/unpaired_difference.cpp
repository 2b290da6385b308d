#include "sim/estimate/unpaired_difference.hpp"

#include <cmath>

namespace marginwalk::estimate {

Estimate unpaired_difference(const Estimate& a, const Estimate& b) {
  Estimate difference{a.estimate - b.estimate, {}, {}};
  if (a.low && b.high) {
    difference.low = difference.estimate - std::hypot(a.estimate - *a.low, *b.high - b.estimate);
  }
  if (a.high && b.low) {
    difference.high = difference.estimate + std::hypot(*a.high - a.estimate, b.estimate - *b.low);
  }
  return difference;
}

}  // namespace marginwalk::estimate
