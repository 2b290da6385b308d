#pragma once

#include <vector>

#include "sim/estimate/estimate.hpp"
#include "sim/estimate/histogram.hpp"

namespace marginwalk::estimate {

/// A point of a distribution function: the probability of a smaller value.
struct CumulativePoint {
  double value = 0;
  Estimate below;
};

/// The distribution function at edges of bins, each with the exact interval of a proportion. From
/// one point to the next either the value moves by about a 48th of the range that holds all but a
/// thousandth at each end, or about a 48th of the sample lies between; where more lies in one bin,
/// both of its edges are points. Empty without a value.
[[nodiscard]] std::vector<CumulativePoint> cumulative(const Histogram& histogram,
                                                      double level = confidence);

}  // namespace marginwalk::estimate
