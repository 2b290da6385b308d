#include "sim/study/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/estimate/correlated_difference.hpp"
#include "sim/estimate/paired_difference.hpp"
#include "sim/run/run_stored.hpp"
#include "sim/run/until_precise.hpp"
#include "sim/scenario/suggestion.hpp"

namespace marginwalk::study {
namespace {

using estimate::Estimate;
using run::PathRecord;

run::Result result_of(const Side& side) {
  const auto refuse = [&](const char* why) {
    throw run::StoreError(side.store.file().string() + ": " + why);
  };
  if (!side.store.manifest().shard.is_whole()) {
    refuse("is a shard alone; `marginwalk study merge` makes the whole");
  }
  std::optional<run::Result> result = run::stored_result(side.store.study(), side.store);
  if (!result) refuse("is incomplete; `marginwalk study run` goes on");
  return *std::move(result);
}

std::optional<std::size_t> find(const run::Result& result, const std::string& name) {
  const auto found = std::find_if(result.cells.begin(), result.cells.end(),
                                  [&](const auto& cell) { return cell.policy.name == name; });
  return found != result.cells.end()
             ? std::optional(static_cast<std::size_t>(found - result.cells.begin()))
             : std::nullopt;
}

std::size_t named(const Side& side, const run::Result& result) {
  if (const auto found = find(result, *side.cell)) return *found;
  std::vector<std::string> names;
  for (const run::CellResult& cell : result.cells) names.push_back(cell.policy.name);
  throw run::StoreError(fmt::format("{}: has no cell {}, of {}{}", side.store.file().string(),
                                    *side.cell, names.size(),
                                    scenario::did_you_mean(*side.cell, names)));
}

/// Why cells cannot be compared path by path; empty where they can.
std::string why_unpaired(const run::Manifest& before, const run::Manifest& after) {
  if (before.seed != after.seed) return "the seeds differ";
  if (before.tallies_only || after.tallies_only) return "there are no records of every path";
  return "";
}

std::optional<Estimate> unpaired(const std::optional<Estimate>& after,
                                 const std::optional<Estimate>& before) {
  if (!after || !before) return std::nullopt;
  return estimate::correlated_difference(*after, *before, 0);
}

CellChange compare_cells(const Comparison& of, std::size_t before, std::size_t after) {
  const estimate::Summary& was = of.before.cells[before].summary;
  const estimate::Summary& is = of.after.cells[after].summary;
  CellChange change;
  change.before = before;
  change.after = after;
  change.liquidated = estimate::correlated_difference(is.liquidated, was.liquidated, 0);
  change.terminal_equity = unpaired(is.terminal_equity.mean, was.terminal_equity.mean);
  change.expected_shortfall =
      unpaired(is.expected_shortfall.front().value, was.expected_shortfall.front().value);
  return change;
}

/// Puts differences on the same paths in the place of those of independent samples.
void pair(CellChange& change, run::Store& before, run::Store& after, double level) {
  estimate::Discordance liquidated;
  estimate::Moments equity;
  for (std::uint64_t block = 0;; ++block) {
    const auto was = before.records(block, change.before);
    const auto is = after.records(block, change.after);
    if (!was || !is) break;
    const std::size_t paths = std::min(was->size(), is->size());
    for (std::size_t i = 0; i < paths; ++i) {
      const bool died = ((*was)[i].flags & PathRecord::liquidated) != 0;
      const bool dies = ((*is)[i].flags & PathRecord::liquidated) != 0;
      liquidated.only_a += dies && !died;
      liquidated.only_b += died && !dies;
      equity.add((*is)[i].terminal_equity - (*was)[i].terminal_equity);
    }
    liquidated.total += paths;
  }
  if (liquidated.total == 0) return;
  change.paired_paths = liquidated.total;
  change.only_after = liquidated.only_a;
  change.only_before = liquidated.only_b;
  change.liquidated = estimate::paired_difference(liquidated, level);
  change.terminal_equity = estimate::mean_interval(equity, level);
}

void compare_gates(Comparison& comparison) {
  for (const run::GateResult& gate : comparison.after.gates) {
    const auto cell = std::find_if(comparison.cells.begin(), comparison.cells.end(),
                                   [&](const CellChange& each) { return each.after == gate.cell; });
    if (cell == comparison.cells.end()) {
      const std::string& name = comparison.after.cells[gate.cell].policy.name;
      const auto added = std::find(comparison.added.begin(), comparison.added.end(), name);
      if (added != comparison.added.end()) comparison.gates.push_back({gate, {}});
      continue;
    }
    run::GateResult before = gate;
    before.cell = cell->before;
    before.number = gate.figure.of(comparison.before.cells[cell->before].summary);
    before.verdict = estimate::judge(before.number, gate.demand);
    comparison.gates.push_back({gate, before});
  }
}

void match_cells(Comparison& comparison) {
  for (std::size_t i = 0; i < comparison.before.cells.size(); ++i) {
    const std::string& name = comparison.before.cells[i].policy.name;
    if (const auto after = find(comparison.after, name)) {
      comparison.cells.push_back(compare_cells(comparison, i, *after));
    } else {
      comparison.gone.push_back(name);
    }
  }
  for (const run::CellResult& cell : comparison.after.cells) {
    if (!find(comparison.before, cell.policy.name)) comparison.added.push_back(cell.policy.name);
  }
}

}  // namespace

bool Comparison::breaks_a_gate() const {
  return std::any_of(gates.begin(), gates.end(), [](const GateChange& gate) {
    return gate.after.verdict == estimate::Verdict::failed;
  });
}

Comparison compare(const Side& before, const Side& after) {
  Comparison comparison{result_of(before), result_of(after), {}, {}, {}, {}, {}, {}};
  comparison.inputs = input_changes(before.store.sources(), after.store.sources());
  comparison.unpaired_because = why_unpaired(before.store.manifest(), after.store.manifest());
  if (before.cell && after.cell) {
    comparison.cells.push_back(compare_cells(comparison, named(before, comparison.before),
                                             named(after, comparison.after)));
  } else {
    match_cells(comparison);
  }
  if (comparison.unpaired_because.empty()) {
    const double level = std::max(run::interval_level(comparison.before.study),
                                  run::interval_level(comparison.after.study));
    for (CellChange& each : comparison.cells) pair(each, before.store, after.store, level);
  }
  compare_gates(comparison);
  return comparison;
}

}  // namespace marginwalk::study
