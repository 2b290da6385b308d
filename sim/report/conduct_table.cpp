#include "sim/report/conduct_table.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "sim/report/interval.hpp"

namespace marginwalk::report {
namespace {

using conduct::Acts;

/// What the table shows of all that JSON has: a column, and how it is written.
struct Shown {
  const char* title;
  double Acts::*value;
  std::string (*text)(const std::optional<estimate::Estimate>&);
};

constexpr Shown columns[] = {
    {"entered", &Acts::entered, percent_interval},
    {"exits by order", &Acts::exits, money_interval},
    {"at a profit first", &Acts::take_profit_first, percent_interval},
    {"slippage of stops", &Acts::stop_slippage, percent_interval},
    {"failed", &Acts::failed, money_interval},
    {"turnover", &Acts::turnover, money_interval},
    {"warned", &Acts::warned, percent_interval},
    {"came true", &Acts::came_true, percent_interval},
    {"liquidated warned", &Acts::warned_before, percent_interval},
    {"margin added", &Acts::margin_added, money_interval},
    {"from the reserve", &Acts::reserve_used, money_interval},
};

std::size_t index_of(double Acts::*value) {
  constexpr auto entries = Acts::entries();
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const Acts::Entry& each) { return each.value == value; });
  return static_cast<std::size_t>(found - entries.begin());
}

/// Whether anything of a kind was done in any cell.
bool happened(const run::Result& result, const Shown& shown) {
  return std::any_of(result.cells.begin(), result.cells.end(), [&](const run::CellResult& cell) {
    const auto& acts = cell.summary.acts;
    if (acts.empty()) return false;
    const std::optional<estimate::Estimate>& mean = acts[index_of(shown.value)].mean;
    return mean && mean->estimate != 0;
  });
}

}  // namespace

Table conduct_table(const run::Result& result) {
  Table table{{{"cell", Align::left}}, {}};
  std::vector<Shown> shown;
  std::copy_if(std::begin(columns), std::end(columns), std::back_inserter(shown),
               [&](const Shown& each) { return happened(result, each); });
  for (const Shown& each : shown) table.columns.push_back({each.title});
  for (const run::CellResult& cell : result.cells) {
    const auto& acts = cell.summary.acts;
    if (acts.empty()) continue;
    table.rows.push_back({cell.policy.name});
    for (const Shown& each : shown) {
      table.rows.back().push_back(each.text(acts[index_of(each.value)].mean));
    }
  }
  return table;
}

}  // namespace marginwalk::report
