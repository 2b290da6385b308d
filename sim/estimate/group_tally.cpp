#include "sim/estimate/group_tally.hpp"

#include <algorithm>

namespace marginwalk::estimate {
namespace {

std::uint64_t liquidated_of(const std::vector<replay::Outcome>& outcomes,
                            std::span<const std::size_t> members) {
  return static_cast<std::uint64_t>(
      std::count_if(members.begin(), members.end(),
                    [&](std::size_t cell) { return outcomes[cell].liquidated(); }));
}

}  // namespace

void CountSums::add(std::uint64_t count) {
  sum += count;
  squares += count * count;
}

void CountSums::merge(const CountSums& other) {
  sum += other.sum;
  squares += other.squares;
}

GroupTally::GroupTally(const SurvivalGrid& survival_grid, std::uint64_t members)
    : grid(survival_grid), cells(members), liquidated_by(grid.periods()) {}

void GroupTally::add(const std::vector<replay::Outcome>& outcomes,
                     std::span<const std::size_t> members) {
  ++paths;
  std::vector<std::uint64_t> in_period(liquidated_by.size());
  double survivors_equity = 0;
  double casualties_equity = 0;
  std::uint64_t liquidated = 0;
  for (const std::size_t cell : members) {
    const replay::Outcome& outcome = outcomes[cell];
    if (outcome.liquidated()) {
      ++liquidated;
      ++in_period[(outcome.liquidation_time - 1) / grid.period];
      casualties_equity += net_equity_of(outcome);
    } else {
      survivors_equity += net_equity_of(outcome);
    }
  }
  std::uint64_t so_far = 0;
  for (std::size_t i = 0; i < in_period.size(); ++i) liquidated_by[i].add(so_far += in_period[i]);
  survivors.add(survivors_equity, static_cast<double>(cells - liquidated));
  casualties.add(casualties_equity, static_cast<double>(liquidated));
}

void GroupTally::merge(const GroupTally& other) {
  paths += other.paths;
  for (std::size_t i = 0; i < liquidated_by.size(); ++i) {
    liquidated_by[i].merge(other.liquidated_by[i]);
  }
  survivors.merge(other.survivors);
  casualties.merge(other.casualties);
}

void GroupPairTally::add(const std::vector<replay::Outcome>& outcomes,
                         std::span<const std::size_t> a, std::span<const std::size_t> b) {
  const std::uint64_t of_a = liquidated_of(outcomes, a);
  const std::uint64_t of_b = liquidated_of(outcomes, b);
  const bool differ = of_a * b.size() != of_b * a.size();
  const double found = differ ? static_cast<double>(of_a) / static_cast<double>(a.size()) -
                                    static_cast<double>(of_b) / static_cast<double>(b.size())
                              : 0;
  if (differ) ++differing;
  difference.add(found);
  more.add(std::max(found, 0.0));
  less.add(std::max(-found, 0.0));
}

void GroupPairTally::merge(const GroupPairTally& other) {
  difference.merge(other.difference);
  more.merge(other.more);
  less.merge(other.less);
  differing += other.differing;
}

void GroupTallies::merge(const GroupTallies& other) {
  for (std::size_t i = 0; i < groups.size(); ++i) groups[i].merge(other.groups[i]);
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i].merge(other.pairs[i]);
}

}  // namespace marginwalk::estimate
