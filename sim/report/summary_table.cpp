#include "sim/report/summary_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "sim/report/difference_table.hpp"
#include "sim/report/format.hpp"
#include "sim/report/headline.hpp"
#include "sim/report/interval.hpp"

namespace marginwalk::report {
namespace {

std::optional<estimate::Estimate> at(const std::vector<estimate::AtLevel>& values, double level) {
  for (const estimate::AtLevel& value : values) {
    if (value.level == level) return value.value;
  }
  return std::nullopt;
}

Table main_table(const run::Result& result) {
  Table table{{{"cell", Align::left},
               {"liquidated"},
               {"median time\nto liquidation"},
               {"mean loss given\nliquidation"},
               {"wiped out"},
               {"bankrupt"},
               {"mean terminal\nequity"},
               {"expected short-\nfall, worst 5%"}},
              {}};
  for (const run::CellResult& cell : result.cells) {
    const estimate::Summary& summary = cell.summary;
    table.rows.push_back({cell.policy.name, percent_interval(summary.liquidated),
                          duration_interval(at(summary.time_to_liquidation.quantiles, 0.5)),
                          money_interval(summary.loss_given_liquidation.mean),
                          percent_interval(summary.wiped_out), percent_interval(summary.bankrupt),
                          money_interval(summary.terminal_equity.mean),
                          money_interval(at(summary.expected_shortfall, 0.95))});
  }
  return table;
}

/// Contracts that any cell holds when it starts, by index into the venue's.
std::vector<std::size_t> held_contracts(const scenario::Study& study) {
  std::vector<std::size_t> held;
  for (const scenario::Cell& cell : study.cells) {
    for (const core::Position& position : cell.account.positions) held.push_back(position.contract);
  }
  std::sort(held.begin(), held.end());
  held.erase(std::unique(held.begin(), held.end()), held.end());
  return held;
}

/// What the liquidated paths of each cell have in common.
Table attribution_table(const run::Result& result) {
  Table table{{{"cell", Align::left}, {"mean loss at\nliquidation"}, {"closed\ntoo early"}}, {}};
  std::vector<std::size_t> contracts = held_contracts(result.study);
  if (contracts.size() < 2) contracts.clear();
  for (const std::size_t contract : contracts) {
    table.columns.push_back({result.study.venue.contracts[contract].name + "\nfirst"});
  }
  for (const run::CellResult& cell : result.cells) {
    const estimate::Summary& summary = cell.summary;
    if (!summary.closed_too_early) continue;
    std::vector<std::string> row{cell.policy.name, money_interval(summary.loss_at_liquidation.mean),
                                 percent_interval(summary.closed_too_early)};
    for (const std::size_t contract : contracts) {
      row.push_back(percent_interval(summary.liquidated_first[contract]));
    }
    table.rows.push_back(row);
  }
  return table;
}

std::string heading(const std::string& text, Style style) {
  return style == Style::markdown ? "### " + text + "\n\n" : text + "\n\n";
}

std::string title(const scenario::Study& study, Style style) {
  std::string text = style == Style::markdown ? "## " : "";
  text += headline(study) + "\n\n";
  if (!study.description.empty()) text += study.description + "\n\n";
  return text;
}

std::string attribution(const run::Result& result, Style style) {
  const Table table = attribution_table(result);
  if (table.rows.empty()) return "";
  return "\n" + heading("Of the paths that were liquidated", style) + render(table, style);
}

std::string differences(const run::Result& result, Style style) {
  const Table table = difference_table(result);
  if (table.rows.empty()) return "";
  std::string text = "\n" + heading("Differences on the same paths, a less b", style);
  text += render(table, style);
  if (table.rows.size() < result.differences.size()) {
    text += fmt::format("\n{} of {} differences; JSON and CSV have them all.\n", table.rows.size(),
                        result.differences.size());
  }
  return text;
}

std::string refused(const scenario::Study& study, Style style) {
  if (study.refused.empty()) return "";
  Table table{{{"cell", Align::left}, {"why", Align::left}}, {}};
  for (const scenario::RefusedCell& cell : study.refused) {
    table.rows.push_back({cell.policy.name, cell.reason});
  }
  return "\n" + heading("Refused by the venue", style) + render(table, style);
}

std::string notes(const scenario::Study& study, Style style) {
  std::string text = "\n" + heading("Notes", style);
  const auto note = [&text](const std::string& words) { text += "- " + words + "\n"; };
  note(fmt::format("In brackets: {:.0f}% intervals, for this model (gbm) and horizon ({}).",
                   100 * estimate::confidence, duration(study.clock.horizon)));
  note("Losses are start less terminal equity; the shortfall is their mean over the worst paths.");
  note(
      fmt::format("Wiped out: equity was at or below {} of the start. Bankrupt: closed beyond the "
                  "bankruptcy price.",
                  percent(study.wiped_out_share)));
  note("Closed too early: never liquidated, the account would have ended at its start or above.");
  for (const std::string& words : study.notes) note(words);
  return text;
}

}  // namespace

std::string summary(const run::Result& result, Style style) {
  return title(result.study, style) + render(main_table(result), style) +
         attribution(result, style) + differences(result, style) + refused(result.study, style) +
         notes(result.study, style);
}

}  // namespace marginwalk::report
