#pragma once

#include <vector>

namespace marginwalk::estimate {

/// p-values adjusted for having been looked at together, in their own order. With the m of them
/// sorted upwards,
///
///     adjusted p_(i) = max over j <= i of min(1, (m - j + 1) p_(j))
///
/// Rejecting what is at or below a rejects any true hypothesis with probability a at most, whatever
/// the dependence between them.
///
/// Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal
/// of Statistics 6 (1979), 65-70.
[[nodiscard]] std::vector<double> holm_adjusted(const std::vector<double>& p_values);

}  // namespace marginwalk::estimate
