#include <fmt/format.h>

#include <algorithm>

#include "sim/cli/output.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/report/explanation.hpp"
#include "sim/run/block.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/suggestion.hpp"

namespace marginwalk::cli {
namespace {

std::size_t find_cell(const scenario::Study& study, const std::string& name) {
  std::vector<std::string> names;
  for (const scenario::Cell& cell : study.cells) names.push_back(cell.policy.name);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  const scenario::Location location{"--cell " + name, 0, 0};
  for (const scenario::RefusedCell& cell : study.refused) {
    if (cell.policy.name != name) continue;
    throw scenario::InputError({{location, "the venue refuses this cell (" + cell.reason + ")"}});
  }
  throw scenario::InputError(
      {{location, fmt::format("no such cell ({} has {}){}", study.name, scenario::listed(names),
                              scenario::did_you_mean(name, names))}});
}

/// A path that no run of the study replays would explain nothing.
void check_path(const scenario::Study& study, std::uint64_t path) {
  if (path < study.paths) return;
  throw scenario::InputError(
      {{{fmt::format("--path {}", path), 0, 0},
        fmt::format("no such path ({} has {}, counted from 0)", study.name, study.paths)}});
}

}  // namespace

ExitCode explain(const ExplainArguments& arguments) {
  const std::vector<scenario::Study> studies = load_studies(arguments.study);
  const scenario::Study& study = studies.front();
  const std::size_t cell = find_cell(study, arguments.cell);
  check_path(study, arguments.path);
  replay::EventLog log;
  const replay::Outcome outcome = run::BlockRunner(study).replay_one(cell, arguments.path, log);
  print(report::explain(study, study.cells[cell], arguments.path, log, outcome));
  return done;
}

}  // namespace marginwalk::cli
