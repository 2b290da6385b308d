#include <fmt/format.h>

#include <algorithm>

#include "sim/cli/output.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/report/explanation.hpp"
#include "sim/run/block.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/suggestion.hpp"

namespace marginwalk::cli {
namespace {

std::size_t find_cell(const scenario::Study& study, const std::string& name) {
  std::vector<std::string> names;
  for (const scenario::Cell& cell : study.cells) names.push_back(cell.policy.name);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  throw scenario::InputError({{{"--cell", 1, 1},
                               fmt::format("{} is no cell of {}{}", name, study.name,
                                           scenario::did_you_mean(name, names))}});
}

}  // namespace

ExitCode explain(const ExplainArguments& arguments) {
  const std::vector<scenario::Study> studies = load_studies(arguments.study);
  const scenario::Study& study = studies.front();
  const std::size_t cell = find_cell(study, arguments.cell);
  replay::EventLog log;
  const replay::Outcome outcome = run::BlockRunner(study).replay_one(cell, arguments.path, log);
  print(report::explain(study, study.cells[cell], arguments.path, log, outcome));
  return done;
}

}  // namespace marginwalk::cli
