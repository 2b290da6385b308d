#pragma once

#include <rapidcheck/gtest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "sim/estimate/estimate.hpp"
#include "sim/estimate/histogram.hpp"

/// Samples that the tests of histograms and of what is estimated from them share.
namespace marginwalk::estimate {

using Values = std::vector<double>;

inline Histogram histogram_of(const Values& values) {
  Histogram histogram;
  for (const double value : values) histogram.add(value);
  return histogram;
}

inline BinEdges edges_around(double value) { return Histogram::edges(Histogram::bin_of(value)); }

/// A value of either sign, of any magnitude that a histogram holds.
inline rc::Gen<double> any_value() {
  return rc::gen::map(
      rc::gen::pair(rc::gen::inRange(-999'999, 1'000'000), rc::gen::inRange(-45, 40)),
      [](const auto& parts) { return std::ldexp(parts.first, parts.second); });
}

inline Values any_values() { return *rc::gen::container<Values>(any_value()); }

/// `count` copies of a value, by doubling.
inline Histogram repeated(double value, std::uint64_t count) {
  Histogram result;
  Histogram power = histogram_of({value});
  for (; count > 0; count /= 2) {
    if (count % 2 == 1) result.merge(power);
    power.merge(Histogram(power));
  }
  return result;
}

/// Share of samples of `count` normal values whose interval holds the truth. The deviation is 20 %
/// of the mean, so that bins are narrow beside it.
template <class Estimator>
double coverage(int repetitions, int count, double truth, Estimator estimator) {
  std::mt19937_64 random(2005);
  std::normal_distribution<double> draw(15'000, 3'000);
  int covered = 0;
  for (int i = 0; i < repetitions; ++i) {
    Histogram histogram;
    for (int j = 0; j < count; ++j) histogram.add(draw(random));
    const Estimate estimate = *estimator(histogram);
    covered += *estimate.low <= truth && truth <= *estimate.high;
  }
  return covered / static_cast<double>(repetitions);
}

}  // namespace marginwalk::estimate
