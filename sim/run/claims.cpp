#include "sim/run/claims.hpp"

#include <algorithm>

#include "core/expect.hpp"
#include "sim/run/until_precise.hpp"

namespace marginwalk::run {
namespace {

using estimate::Estimate;

Estimate reversed(const Estimate& value) {
  Estimate result{-value.estimate, {}, {}};
  if (value.high) result.low = -*value.high;
  if (value.low) result.high = -*value.low;
  return result;
}

/// a less b, whatever depends on what.
std::optional<Estimate> farthest_apart(const std::optional<Estimate>& a,
                                       const std::optional<Estimate>& b) {
  if (!a || !b) return std::nullopt;
  Estimate result{a->estimate - b->estimate, {}, {}};
  if (a->low && b->high) result.low = *a->low - *b->high;
  if (a->high && b->low) result.high = *a->high - *b->low;
  return result;
}

/// Path by path, where both are means over the same paths.
std::optional<Estimate> paired(const scenario::Study& study, const estimate::PairTally& pair,
                               const estimate::Figure& figure, double level) {
  const auto means = claimed_means(study);
  const auto found = std::find(means.begin(), means.end(), figure.measure);
  if (figure.level || found == means.end() || pair.means.empty()) return std::nullopt;
  const estimate::PairedMean& mean = pair.means[static_cast<std::size_t>(found - means.begin())];
  return mean.difference(figure.measure->is_event, level);
}

std::optional<Estimate> between_cells(const scenario::Study& study, const BlockTally& total,
                                      const scenario::ClaimCase& claimed, std::size_t other,
                                      double level) {
  const auto pairs = compared_pairs(study);
  const std::size_t place = place_of_pair(pairs, claimed.cell, other);
  MARGINWALK_EXPECTS(place < pairs.size());
  const estimate::Tally& a = total.cells[claimed.cell];
  const estimate::Tally& b = total.cells[other];
  if (const auto exact = paired(study, total.pairs[place], claimed.figure, level)) {
    return pairs[place].first == claimed.cell ? *exact : reversed(*exact);
  }
  const double each = (1 + level) / 2;
  return farthest_apart(claimed.figure.of(summarise(a, each)),
                        claimed.figure.of(summarise(b, each)));
}

/// Of the shares of two groups that are liquidated, path by path.
Estimate between_groups(const scenario::Study& study, const BlockTally& total,
                        const scenario::ClaimCase& claimed, std::size_t other, double level) {
  const auto pairs = compared_groups(study);
  const std::size_t place = place_of_pair(pairs, claimed.cell, other);
  MARGINWALK_EXPECTS(place < pairs.size());
  const Estimate paired = estimate::paired_difference(total.groups.pairs[place], level);
  return pairs[place].first == claimed.cell ? paired : reversed(paired);
}

/// The figure of a cell, or of a group.
std::optional<Estimate> figure_of(const BlockTally& total, const scenario::ClaimCase& claimed,
                                  double level) {
  if (claimed.of_groups) return summarise(total.groups.groups[claimed.cell], level).liquidated;
  return claimed.figure.of(summarise(total.cells[claimed.cell], level));
}

}  // namespace

std::optional<Estimate> claimed_difference(const scenario::Study& study, const BlockTally& total,
                                           const scenario::ClaimCase& claimed, double level) {
  if (const auto* const other = std::get_if<std::size_t>(&claimed.against)) {
    return claimed.of_groups ? between_groups(study, total, claimed, *other, level)
                             : between_cells(study, total, claimed, *other, level);
  }
  const double number = std::get<double>(claimed.against);
  return farthest_apart(figure_of(total, claimed, level), Estimate{number, number, number});
}

std::vector<ClaimResult> judge_claims(const scenario::Study& study, const BlockTally& total) {
  std::vector<ClaimResult> results;
  for (const scenario::Claim& claim : study.claims) {
    ClaimResult result;
    const auto intervals = estimate::intervals_together(
        claim.cases.size(), interval_level(study), [&](std::size_t i, double level) {
          return claimed_difference(study, total, claim.cases[i], level);
        });
    std::vector<estimate::Finding> findings;
    for (std::size_t i = 0; i < claim.cases.size(); ++i) {
      findings.push_back(estimate::finding(intervals[i], claim.cases[i].contradicted_by));
      result.cases.push_back({intervals[i], findings.back()});
    }
    const double nulls = static_cast<double>(claim.null_cases.size());
    for (const scenario::ClaimCase& each : claim.null_cases) {
      result.null_cases.push_back(
          claimed_difference(study, total, each, 1 - (1 - null_confidence) / nulls));
      if (estimate::certain_sign(result.null_cases.back())) result.null_holds = false;
    }
    result.verdict = estimate::judge_claim(findings, result.null_holds);
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace marginwalk::run
