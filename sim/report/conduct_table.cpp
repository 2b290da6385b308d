#include "sim/report/conduct_table.hpp"

#include <algorithm>
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
    {"exits by order", &Acts::exits, money_interval},
    {"at a profit first", &Acts::take_profit_first, percent_interval},
    {"slippage of stops", &Acts::stop_slippage, percent_interval},
    {"failed", &Acts::failed, money_interval},
    {"turnover", &Acts::turnover, money_interval},
};

std::size_t index_of(double Acts::*value) {
  constexpr auto entries = Acts::entries();
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const Acts::Entry& each) { return each.value == value; });
  return static_cast<std::size_t>(found - entries.begin());
}

}  // namespace

Table conduct_table(const run::Result& result) {
  Table table{{{"cell", Align::left}}, {}};
  for (const Shown& each : columns) table.columns.push_back({each.title});
  for (const run::CellResult& cell : result.cells) {
    const auto& acts = cell.summary.acts;
    if (acts.empty()) continue;
    table.rows.push_back({cell.policy.name});
    for (const Shown& each : columns) {
      table.rows.back().push_back(each.text(acts[index_of(each.value)].mean));
    }
  }
  return table;
}

}  // namespace marginwalk::report
