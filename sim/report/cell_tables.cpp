#include "sim/report/cell_tables.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "sim/report/format.hpp"
#include "sim/report/interval.hpp"

namespace marginwalk::report {
namespace {

std::optional<estimate::Estimate> at(const std::vector<estimate::AtLevel>& values, double level) {
  for (const estimate::AtLevel& value : values) {
    if (value.level == level) return value.value;
  }
  return std::nullopt;
}

void add_row(Table& table, const std::string& cell, const std::vector<std::string>& intervals) {
  table.rows.push_back({cell});
  for (const std::string& interval : intervals) table.rows.back().push_back(stacked(interval));
}

/// Names of the contracts that any cell holds when it starts, sorted.
std::vector<std::string> held_contracts(const scenario::Study& study) {
  std::vector<std::string> held;
  for (const scenario::Cell& cell : study.cells) {
    for (const core::Position& position : cell.account.positions) {
      held.push_back(study.venue_of(cell).contracts[position.contract].name);
    }
  }
  std::sort(held.begin(), held.end());
  held.erase(std::unique(held.begin(), held.end()), held.end());
  return held;
}

/// How often a contract came first in a cell; nothing where the cell's venue does not have it.
std::optional<estimate::Estimate> share_of_first(const run::Result& result, std::size_t cell,
                                                 const std::string& name, bool& listed) {
  const auto& contracts = result.study.venue_of(result.study.cells[cell]).contracts;
  const auto found = std::find_if(contracts.begin(), contracts.end(),
                                  [&](const core::Contract& each) { return each.name == name; });
  listed = found != contracts.end();
  if (!listed) return std::nullopt;
  return result.cells[cell]
      .summary.liquidated_first[static_cast<std::size_t>(found - contracts.begin())];
}

std::string first_text(const run::Result& result, std::size_t cell, const std::string& name) {
  bool listed = false;
  const auto share = share_of_first(result, cell, name, listed);
  return listed ? percent_interval(share) : missing;
}

/// Those of many contracts that came first most often in some cell, in their order: a reader can
/// compare so many. JSON and CSV have all of them.
std::vector<std::string> foremost(const run::Result& result, std::vector<std::string> contracts) {
  constexpr std::size_t most = 8;
  if (contracts.size() <= most) return contracts;
  const auto greatest = [&](const std::string& name) {
    double share = 0;
    bool listed = false;
    for (std::size_t i = 0; i < result.cells.size(); ++i) {
      if (const auto found = share_of_first(result, i, name, listed)) {
        share = std::max(share, found->estimate);
      }
    }
    return share;
  };
  std::stable_sort(
      contracts.begin(), contracts.end(),
      [&](const std::string& a, const std::string& b) { return greatest(a) > greatest(b); });
  contracts.resize(most);
  std::sort(contracts.begin(), contracts.end());
  return contracts;
}

}  // namespace

Table frequency_and_severity(const run::Result& result) {
  Table table{{{"cell", Align::left},
               {"liquidated"},
               {"median time\nto liquidation"},
               {"mean loss given\nliquidation"},
               {"wiped out"},
               {"bankrupt"},
               {"mean terminal\nequity"},
               {"expected\nshortfall 95%"}},
              {}};
  for (const run::CellResult& cell : result.cells) {
    const estimate::Summary& summary = cell.summary;
    add_row(
        table, cell.policy.name,
        {percent_interval(summary.liquidated),
         duration_interval(at(summary.time_to_liquidation.quantiles, 0.5)),
         money_interval(summary.loss_given_liquidation.mean), percent_interval(summary.wiped_out),
         percent_interval(summary.bankrupt), money_interval(summary.terminal_equity.mean),
         money_interval(at(summary.expected_shortfall, 0.95))});
  }
  return table;
}

Table attribution(const run::Result& result) {
  Table table{{{"cell", Align::left}, {"mean loss at\nliquidation"}, {"closed\ntoo early"}}, {}};
  std::vector<std::string> contracts = foremost(result, held_contracts(result.study));
  if (contracts.size() < 2) contracts.clear();
  for (const std::string& contract : contracts) table.columns.push_back({contract + "\nfirst"});
  for (std::size_t i = 0; i < result.cells.size(); ++i) {
    const run::CellResult& cell = result.cells[i];
    const estimate::Summary& summary = cell.summary;
    if (!summary.closed_too_early) continue;
    std::vector<std::string> intervals{money_interval(summary.loss_at_liquidation.mean),
                                       percent_interval(summary.closed_too_early)};
    for (const std::string& contract : contracts) {
      intervals.push_back(first_text(result, i, contract));
    }
    add_row(table, cell.policy.name, intervals);
  }
  return table;
}

}  // namespace marginwalk::report
