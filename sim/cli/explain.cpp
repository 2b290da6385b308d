#include <fmt/format.h>

#include "sim/cli/find_cell.hpp"
#include "sim/cli/output.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/report/explanation.hpp"
#include "sim/run/block.hpp"
#include "sim/scenario/input_error.hpp"

namespace marginwalk::cli {
namespace {

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
