#pragma once

#include <cstdint>
#include <optional>

#include "sim/estimate/estimate.hpp"
#include "sim/estimate/moments.hpp"

namespace marginwalk::estimate {

/// The mean of a quantity in one cell less that in another, path by path.
struct PairedMean {
  Moments differences;         ///< on paths that count in both
  std::uint64_t only_one = 0;  ///< paths that count in one of them alone

  /// On one path; none where it does not count.
  void add(const std::optional<double>& a, const std::optional<double>& b);
  void merge(const PairedMean& other);

  /// The difference of the two means: normal, or, of an event, that of paired_difference.hpp, as
  /// every difference is then -1, 0 or 1. None where the means are not over the same paths.
  [[nodiscard]] std::optional<Estimate> difference(bool is_event, double level = confidence) const;
};

}  // namespace marginwalk::estimate
