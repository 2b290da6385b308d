#pragma once

#include <cstdint>
#include <optional>

#include "sim/estimate/estimate.hpp"

namespace marginwalk::estimate {

/// Pairs of sums, path by path: what is counted of each path, and over how many. Counts merge
/// exactly, sums in the order of merging.
struct RatioTally {
  std::uint64_t count = 0;    ///< paths
  std::uint64_t counted = 0;  ///< those whose denominator is not 0
  double mean_numerator = 0;
  double mean_denominator = 0;
  // Sums of products of distances from the means.
  double numerator_squares = 0;
  double denominator_squares = 0;
  double products = 0;

  void add(double numerator, double denominator);
  void merge(const RatioTally& other);
};

/// The ratio r of two means over the same n paths with its normal interval: to first order its
/// variance is that of (numerator - r denominator) / mean denominator, by n. What belongs to one
/// path may depend on each other as it likes. None where no path has a denominator, no bounds where
/// only one has.
///
/// Source: W. G. Cochran, "Sampling Techniques", 3rd ed., Wiley 1977, section 6.3.
[[nodiscard]] std::optional<Estimate> ratio(const RatioTally& tally, double level = confidence);

}  // namespace marginwalk::estimate
