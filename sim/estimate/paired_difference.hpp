#pragma once

#include <cstdint>

#include "sim/estimate/estimate.hpp"

namespace marginwalk::estimate {

/// How often an event happened under one of two policies only, on the same paths.
struct Discordance {
  std::uint64_t only_a = 0;
  std::uint64_t only_b = 0;
  std::uint64_t total = 0;  ///< all paths, those included on which the policies agree

  void merge(const Discordance& other) {
    only_a += other.only_a;
    only_b += other.only_b;
    total += other.total;
  }
};

/// Tango's score statistic of the hypothesis p_a - p_b = d, for d inside (-1, 1) and total n > 0:
///
///     Z(d) = ((only_a - only_b) / n - d) / sqrt((s - d^2) / n)
///
/// where s is the most likely probability that the policies disagree, under the hypothesis. It
/// falls in d, is 0 at the observed difference, and (only_a - only_b) / sqrt(only_a + only_b) at 0,
/// which is McNemar's. The source writes 2 q21 + d for s and -d for the difference.
///
/// Source: T. Tango, "Equivalence test and confidence interval for the difference in proportions
/// for the paired-sample design", Statistics in Medicine 17 (1998), 891-908, equations 24-26.
[[nodiscard]] double score_statistic(const Discordance& pairs, double difference);

/// The difference p_a - p_b of the probabilities of an event under two policies on the same paths,
/// with Tango's score interval: the differences that the score statistic does not reject. It stays
/// inside [-1, 1] and holds without any discordant pair, where it is +-z^2 / (n + z^2).
[[nodiscard]] Estimate paired_difference(const Discordance& pairs, double level = confidence);

}  // namespace marginwalk::estimate
