#include "sim/estimate/group_summary.hpp"

#include <algorithm>

#include "sim/estimate/proportion.hpp"
#include "sim/estimate/unit_mean.hpp"

namespace marginwalk::estimate {
namespace {

/// The share of the cells that are counted, as a mean over paths.
Estimate share(const CountSums& counts, const GroupTally& tally, double level) {
  if (tally.cells == 1) return proportion(counts.sum, tally.paths, level);
  const auto paths = static_cast<double>(tally.paths);
  const auto cells = static_cast<double>(tally.cells);
  const auto sum = static_cast<double>(counts.sum);
  const double squares = static_cast<double>(counts.squares) - sum * sum / paths;
  return *unit_mean({tally.paths, sum / (paths * cells), std::max(0.0, squares) / (cells * cells)},
                    level);
}

/// Those that are not counted: n - c of n on a path.
CountSums others(const CountSums& counts, const GroupTally& tally) {
  const std::uint64_t n = tally.cells;
  return {n * tally.paths - counts.sum, n * n * tally.paths + counts.squares - 2 * n * counts.sum};
}

}  // namespace

GroupSummary summarise(const GroupTally& tally, double level) {
  GroupSummary result{share(tally.liquidated_by.back(), tally, level), {{0, {1, 1, 1}}}, {}, {}};
  for (std::size_t i = 0; i < tally.liquidated_by.size(); ++i) {
    result.survival.push_back(
        {tally.grid.end_of(i), share(others(tally.liquidated_by[i], tally), tally, level)});
  }
  result.survivors_equity = ratio(tally.survivors, level);
  result.casualties_equity = ratio(tally.casualties, level);
  return result;
}

Estimate paired_difference(const GroupPairTally& pair, double level) {
  if (pair.differing >= least_differing_for_normal) return *mean_interval(pair.difference, level);
  const Estimate more = *unit_mean(pair.more, (1 + level) / 2);
  const Estimate less = *unit_mean(pair.less, (1 + level) / 2);
  return {pair.difference.mean, *more.low - *less.high, *more.high - *less.low};
}

}  // namespace marginwalk::estimate
