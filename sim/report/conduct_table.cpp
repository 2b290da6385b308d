#include "sim/report/conduct_table.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "sim/report/figure_text.hpp"

namespace marginwalk::report {
namespace {

/// What the table shows of all that JSON has.
struct Shown {
  const char* title;
  std::string_view measure;
  std::optional<double> level{};
};

constexpr Shown columns[] = {
    {"entered", "entered"},
    {"exits by order", "exits"},
    {"at a profit first", "take_profit_first"},
    {"slippage of stops", "stop_slippage"},
    {"their 95%\nquantile", "stop_slippage", .95},
    {"lost more\nthan risked", "loss_above_risk"},
    {"by, in\nthe mean", "risk_overshoot"},
    {"failed", "orders_failed"},
    {"rejected", "rejected_share"},
    {"made smaller", "scaled_share"},
    {"turnover", "turnover"},
    {"warned", "warned"},
    {"came true", "warning_came_true"},
    {"liquidated warned", "warned_before_liquidation"},
    {"median\nwarning lead", "warning_lead_seconds", .5},
    {"adverse days\nsurvived", "adverse_days_survived"},
    {"recovered", "recovered"},
    {"margin added", "margin_added"},
    {"from the reserve", "reserve_used"},
};

estimate::Figure figure_of(const Shown& shown) {
  const auto& all = estimate::measures();
  const auto found = std::find_if(all.begin(), all.end(), [&](const estimate::Measure& each) {
    return each.of_conduct && each.name == shown.measure;
  });
  return {&*found, shown.level};
}

/// Whether anything of a kind was done in any cell.
bool happened(const run::Result& result, const estimate::Figure& figure) {
  return std::any_of(result.cells.begin(), result.cells.end(), [&](const run::CellResult& cell) {
    const std::optional<estimate::Estimate> value = figure.of(cell.summary);
    return value && value->estimate != 0;
  });
}

}  // namespace

Table conduct_table(const run::Result& result) {
  Table table{{{"cell", Align::left}}, {}};
  std::vector<estimate::Figure> shown;
  for (const Shown& each : columns) {
    if (!happened(result, figure_of(each))) continue;
    shown.push_back(figure_of(each));
    table.columns.push_back({each.title});
  }
  for (const run::CellResult& cell : result.cells) {
    if (cell.summary.acts.empty()) continue;
    table.rows.push_back({cell.policy.name});
    for (const estimate::Figure& each : shown) {
      table.rows.back().push_back(interval_text(each.measure->unit, each.of(cell.summary)));
    }
  }
  return table;
}

}  // namespace marginwalk::report
