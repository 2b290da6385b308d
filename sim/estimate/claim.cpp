#include "sim/estimate/claim.hpp"

#include <algorithm>

namespace marginwalk::estimate {

std::optional<Sign> certain_sign(const std::optional<Estimate>& difference) {
  if (!difference) return std::nullopt;
  if (difference->low && *difference->low > 0) return Sign::more;
  if (difference->high && *difference->high < 0) return Sign::less;
  return std::nullopt;
}

Finding finding(const std::optional<Estimate>& difference, Sign contradicting) {
  const std::optional<Sign> sign = certain_sign(difference);
  if (!sign) return Finding::undecided;
  return *sign == contradicting ? Finding::against : Finding::as_claimed;
}

ClaimVerdict judge_claim(const std::vector<Finding>& cases, bool null_holds) {
  const auto count = [&](Finding each) { return std::count(cases.begin(), cases.end(), each); };
  const auto claimed = count(Finding::as_claimed);
  if (!null_holds) return ClaimVerdict::undecided;
  if (claimed == static_cast<std::ptrdiff_t>(cases.size())) return ClaimVerdict::supported;
  if (claimed > 0) return ClaimVerdict::qualified;
  return count(Finding::against) > 0 ? ClaimVerdict::contradicted : ClaimVerdict::undecided;
}

std::string_view word_of(ClaimVerdict verdict) {
  switch (verdict) {
    case ClaimVerdict::supported:
      return "supported";
    case ClaimVerdict::qualified:
      return "qualified";
    case ClaimVerdict::contradicted:
      return "contradicted";
    case ClaimVerdict::undecided:
      break;
  }
  return "undecided";
}

std::string_view word_of(Finding finding) {
  if (finding == Finding::as_claimed) return "as claimed";
  return finding == Finding::against ? "against" : "undecided";
}

std::vector<std::optional<Estimate>> intervals_together(std::size_t count, double level,
                                                        const IntervalAt& at) {
  std::vector<std::optional<Estimate>> intervals(count);
  std::vector<std::size_t> open(count);
  for (std::size_t i = 0; i < count; ++i) open[i] = i;
  for (std::size_t before = count + 1; !open.empty() && open.size() < before;) {
    before = open.size();
    const double each = 1 - (1 - level) / static_cast<double>(before);
    std::erase_if(open, [&](std::size_t i) {
      intervals[i] = at(i, each);
      return certain_sign(intervals[i]).has_value();
    });
  }
  return intervals;
}

}  // namespace marginwalk::estimate
