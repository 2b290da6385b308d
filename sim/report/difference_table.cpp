#include "sim/report/difference_table.hpp"

#include <algorithm>

#include "sim/report/format.hpp"
#include "sim/report/interval.hpp"
#include "sim/run/until_precise.hpp"

namespace marginwalk::report {
namespace {

constexpr std::size_t most_rows = 20;

bool against_baseline(const run::Result& result, const run::DifferenceResult& difference) {
  return result.study.baseline == difference.a || result.study.baseline == difference.b;
}

bool against_other_mode(const run::Result& result, const run::DifferenceResult& difference) {
  return scenario::differ_in_margin_mode_alone(result.cells[difference.a].policy,
                                               result.cells[difference.b].policy);
}

std::vector<run::DifferenceResult> most_telling(const run::Result& result) {
  const auto telling = result.study.baseline ? against_baseline : against_other_mode;
  std::vector<run::DifferenceResult> chosen;
  if (!result.study.comparisons.empty()) chosen = result.differences;
  if (chosen.empty()) {
    std::copy_if(result.differences.begin(), result.differences.end(), std::back_inserter(chosen),
                 [&](const run::DifferenceResult& each) { return telling(result, each); });
  }
  if (chosen.empty()) chosen = result.differences;
  if (chosen.size() > most_rows) chosen.resize(most_rows);
  return chosen;
}

/// Whether the policies are liquidated with different probability, as far as that is certain.
std::string mark(const run::Result& result, const run::DifferenceResult& difference) {
  return difference.adjusted_p_value <= 1 - run::interval_level(result.study) ? "*" : " ";
}

std::string times(const std::optional<double>& factor) {
  return factor ? decimal(*factor, *factor < 10 ? 2 : 1) : missing;
}

}  // namespace

std::optional<double> narrowing(const run::DifferenceResult& difference) {
  const estimate::Estimate& paired = difference.difference.liquidated;
  if (!paired.low || !paired.high || !(*paired.high > *paired.low)) return std::nullopt;
  return 2 * difference.liquidated_pairing.unpaired_half_width / (*paired.high - *paired.low);
}

Table difference_table(const run::Result& result) {
  Table table{{{"a", Align::left},
               {"b", Align::left},
               {"liquidated,\npercentage points"},
               {"mean terminal\nequity"},
               {"its 5%\nquantile"},
               {"its\nmedian"},
               {"liquidated\nin a alone"},
               {"liquidated\nin b alone"},
               {"times\nnarrower"},
               {"by\ntheory"}},
              {}};
  if (result.study.equivalence) table.columns.push_back({"equivalent"});
  for (const run::DifferenceResult& each : most_telling(result)) {
    table.rows.push_back({result.cells[each.a].policy.name, result.cells[each.b].policy.name,
                          stacked(points_interval(each.difference.liquidated) + mark(result, each)),
                          stacked(money_interval(each.difference.terminal_equity)),
                          stacked(money_interval(each.equity_quantiles[0].value)),
                          stacked(money_interval(each.equity_quantiles[1].value)),
                          count(each.difference.only_a), count(each.difference.only_b),
                          times(narrowing(each)), times(each.liquidated_pairing.factor)});
    if (each.equivalent) table.rows.back().push_back(*each.equivalent ? "yes" : missing);
  }
  return table;
}

}  // namespace marginwalk::report
