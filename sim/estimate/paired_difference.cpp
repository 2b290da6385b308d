#include "sim/estimate/paired_difference.hpp"

#include <algorithm>
#include <cmath>

#include "core/expect.hpp"
#include "sim/estimate/moments.hpp"

namespace marginwalk::estimate {
namespace {

double observed_difference(const Discordance& pairs) {
  return (static_cast<double>(pairs.only_a) - static_cast<double>(pairs.only_b)) /
         static_cast<double>(pairs.total);
}

/// The s that maximises only_a log(s + d) + only_b log(s - d) + agreeing log(1 - s), the likelihood
/// where the policies' probabilities differ by d. With m the share of discordant pairs and o the
/// observed difference it is the greater root of
///
///     s^2 - (m + o d) s + o d - (1 - m) d^2 = 0
///
/// (Tango's quadratic for q21, in s = 2 q21 + d). As |o d| <= m, nothing cancels in the root.
double restricted_discordance(const Discordance& pairs, double difference) {
  const double discordant =
      (static_cast<double>(pairs.only_a) + static_cast<double>(pairs.only_b)) /
      static_cast<double>(pairs.total);
  const double product = observed_difference(pairs) * difference;
  const double linear = discordant + product;
  const double constant = product - (1 - discordant) * difference * difference;
  const double root = std::sqrt(std::max(0.0, linear * linear - 4 * constant));
  return std::max((linear + root) / 2, std::abs(difference));
}

/// The least difference that the score statistic does not reject.
double lower_bound(const Discordance& pairs, double level) {
  // Halving [-1, 1] so often leaves 1e-24, far below any bound with a finite number of paths; a
  // fixed number of steps takes the same course everywhere.
  constexpr int halvings = 80;
  const double critical = normal_critical_value(level);
  double rejected = -1;
  double accepted = observed_difference(pairs);
  for (int i = 0; i < halvings; ++i) {
    const double middle = (rejected + accepted) / 2;
    (score_statistic(pairs, middle) > critical ? rejected : accepted) = middle;
  }
  return accepted;
}

}  // namespace

double score_statistic(const Discordance& pairs, double difference) {
  MARGINWALK_EXPECTS(pairs.total > 0);
  MARGINWALK_EXPECTS(pairs.only_a + pairs.only_b <= pairs.total);
  const double distance = observed_difference(pairs) - difference;
  if (distance == 0) return 0;  // also where the variance is 0: no discordant pair, or only such
  const double variance = restricted_discordance(pairs, difference) - difference * difference;
  return distance / std::sqrt(variance / static_cast<double>(pairs.total));
}

Estimate paired_difference(const Discordance& pairs, double level) {
  MARGINWALK_EXPECTS(pairs.total > 0);
  // The upper bound of a - b is the lower bound of b - a, mirrored.
  const Discordance swapped{pairs.only_b, pairs.only_a, pairs.total};
  return {observed_difference(pairs), lower_bound(pairs, level), -lower_bound(swapped, level)};
}

}  // namespace marginwalk::estimate
