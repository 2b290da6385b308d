#include "sim/report/survival_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace marginwalk::report {
namespace {

constexpr std::size_t most_bars = 30;

/// Some of the curve's points, the last among them.
std::vector<double> thinned(const std::vector<estimate::SurvivalPoint>& curve) {
  std::vector<double> shares;
  const std::size_t count = std::min(most_bars, curve.size());
  for (std::size_t i = 1; i <= count; ++i) {
    shares.push_back(curve[i * curve.size() / count - 1].survived.estimate);
  }
  return shares;
}

}  // namespace

std::string bars(const std::vector<double>& shares) {
  constexpr std::array signs{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  std::string text;
  for (const double share : shares) {
    const double level = std::clamp(std::floor(share * signs.size()), 0.0, signs.size() - 1.0);
    text += signs[static_cast<std::size_t>(level)];
  }
  return text;
}

std::string survival_bars(const std::vector<estimate::SurvivalPoint>& curve) {
  return bars(thinned(curve));
}

Table survival_table(const run::Result& result) {
  Table table{{{"cell", Align::left}, {"start to horizon", Align::left}}, {}};
  bool any = false;
  for (const run::CellResult& cell : result.cells) {
    if (cell.summary.survival.empty()) return {table.columns, {}};
    any = any || cell.summary.survival.back().survived.estimate < 1;
    table.rows.push_back({cell.policy.name, survival_bars(cell.summary.survival)});
  }
  if (!any) table.rows.clear();
  return table;
}

}  // namespace marginwalk::report
