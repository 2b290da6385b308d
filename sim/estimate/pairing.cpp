#include "sim/estimate/pairing.hpp"

#include <cmath>

#include "core/expect.hpp"
#include "sim/estimate/moments.hpp"

namespace marginwalk::estimate {

Pairing pairing(double variance_a, double variance_b, double variance_of_difference,
                std::uint64_t paths, double level) {
  MARGINWALK_EXPECTS(paths > 0);
  const double sum = variance_a + variance_b;
  Pairing result{normal_critical_value(level) * std::sqrt(sum / static_cast<double>(paths)), {}};
  if (variance_of_difference > 0) result.factor = std::sqrt(sum / variance_of_difference);
  return result;
}

Pairing pairing(const Discordance& pairs, std::uint64_t count_a, std::uint64_t count_b,
                double level) {
  const auto total = static_cast<double>(pairs.total);
  const auto variance = [&](std::uint64_t count) {
    const double share = static_cast<double>(count) / total;
    return share * (1 - share);
  };
  const auto only_a = static_cast<double>(pairs.only_a);
  const auto only_b = static_cast<double>(pairs.only_b);
  const double difference = (only_a - only_b) / total;
  return pairing(variance(count_a), variance(count_b),
                 (only_a + only_b) / total - difference * difference, pairs.total, level);
}

double correlation(const Discordance& pairs, std::uint64_t count_a, std::uint64_t count_b) {
  const auto total = static_cast<double>(pairs.total);
  const double a = static_cast<double>(count_a) / total;
  const double b = static_cast<double>(count_b) / total;
  const double both = static_cast<double>(count_a - pairs.only_a) / total;
  const double variances = a * (1 - a) * b * (1 - b);
  return variances > 0 ? (both - a * b) / std::sqrt(variances) : 0;
}

}  // namespace marginwalk::estimate
