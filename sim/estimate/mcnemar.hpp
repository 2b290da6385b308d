#pragma once

#include "sim/estimate/paired_difference.hpp"

namespace marginwalk::estimate {

/// The exact two-sided p-value of the hypothesis that an event is as likely under two policies, on
/// the same paths: of the m = only_a + only_b discordant paths each is then one of a or of b by a
/// fair coin, so that with k = min(only_a, only_b)
///
///     p = min(1, 2 P(Bin(m, 1/2) <= k))
///
/// and 1 without a discordant path.
///
/// Source: Q. McNemar, "Note on the sampling error of the difference between correlated proportions
/// or percentages", Psychometrika 12 (1947), 153-157, with the binomial law in place of its
/// approximation.
[[nodiscard]] double mcnemar_p_value(const Discordance& pairs);

}  // namespace marginwalk::estimate
