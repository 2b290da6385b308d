#pragma once

#include <cstdint>
#include <optional>

#include "sim/estimate/estimate.hpp"
#include "sim/estimate/paired_difference.hpp"

namespace marginwalk::estimate {

/// What a difference of means owes to being taken on the same paths.
struct Pairing {
  /// Of the normal interval that two independent samples of the same size would give,
  /// critical value x sqrt((var a + var b) / n).
  double unpaired_half_width = 0;

  /// How many times wider that is than the paired one: sqrt((var a + var b) / var(a - b)). Absent
  /// where a - b does not vary.
  std::optional<double> factor;
};

/// Of the means of a and b over `paths` paths, by their variances and that of a - b.
[[nodiscard]] Pairing pairing(double variance_a, double variance_b, double variance_of_difference,
                              std::uint64_t paths, double level = confidence);

/// Of the probabilities of an event that happened `count_a` and `count_b` times: with p the share
/// and d the difference, var a = p (1 - p) and var(a - b) = (only_a + only_b) / n - d^2.
[[nodiscard]] Pairing pairing(const Discordance& pairs, std::uint64_t count_a,
                              std::uint64_t count_b, double level = confidence);

/// The correlation of the two events on a path; 0 where one always or never happens.
[[nodiscard]] double correlation(const Discordance& pairs, std::uint64_t count_a,
                                 std::uint64_t count_b);

}  // namespace marginwalk::estimate
