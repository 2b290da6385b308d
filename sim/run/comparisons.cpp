#include "sim/run/comparisons.hpp"

#include "sim/estimate/holm.hpp"
#include "sim/estimate/mcnemar.hpp"
#include "sim/estimate/quantile_difference.hpp"
#include "sim/run/until_precise.hpp"

namespace marginwalk::run {
namespace {

bool is_equivalent(const estimate::Discordance& pairs, double margin, double level) {
  const estimate::Estimate narrower = estimate::paired_difference(pairs, 2 * level - 1);
  return *narrower.low > -margin && *narrower.high < margin;
}

/// Terminal equity alone has its variance in a cell's tally: absent where deposits are made.
std::optional<estimate::Pairing> equity_pairing(const estimate::Tally& a, const estimate::Tally& b,
                                                const estimate::PairTally& pair, double level) {
  if (a.deposits.mean != 0 || b.deposits.mean != 0) return std::nullopt;
  return estimate::pairing(a.terminal_equity.moments.variance(),
                           b.terminal_equity.moments.variance(), pair.terminal_equity.variance(),
                           pair.terminal_equity.count, level);
}

}  // namespace

std::vector<DifferenceResult> compare(const scenario::Study& study, const BlockTally& total) {
  const double level = interval_level(study);
  const auto pairs = compared_pairs(study);
  std::vector<DifferenceResult> results;
  std::vector<double> p_values;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto [a, b] = pairs[i];
    const estimate::PairTally& pair = total.pairs[i];
    DifferenceResult result{a, b, estimate::summarise(pair, level)};
    result.p_value = estimate::mcnemar_p_value(pair.liquidated);
    if (study.equivalence) {
      result.equivalent = is_equivalent(pair.liquidated, *study.equivalence, level);
    }
    result.liquidated_pairing = estimate::pairing(pair.liquidated, total.cells[a].liquidated,
                                                  total.cells[b].liquidated, level);
    result.equity_pairing = equity_pairing(total.cells[a], total.cells[b], pair, level);
    for (std::size_t k = 0; k < result.equity_quantiles.size(); ++k) {
      estimate::AtLevel& at = result.equity_quantiles[k];
      at.value = estimate::quantile_difference(total.cells[a].net_equity, total.cells[b].net_equity,
                                               at.level, pair.lowest[k], level);
    }
    p_values.push_back(result.p_value);
    results.push_back(result);
  }
  const std::vector<double> adjusted = estimate::holm_adjusted(p_values);
  for (std::size_t i = 0; i < pairs.size(); ++i) results[i].adjusted_p_value = adjusted[i];
  return results;
}

std::vector<estimate::RankRange> ranks(std::size_t cells,
                                       const std::vector<DifferenceResult>& differences,
                                       double error) {
  if (differences.size() != cells * (cells - 1) / 2) return {};
  std::vector<estimate::Precedence> known;
  for (const DifferenceResult& each : differences) {
    if (each.adjusted_p_value > error) continue;
    const bool a_first = each.difference.only_a < each.difference.only_b;
    known.push_back(a_first ? estimate::Precedence{each.a, each.b}
                            : estimate::Precedence{each.b, each.a});
  }
  return estimate::rank_ranges(cells, known);
}

}  // namespace marginwalk::run
