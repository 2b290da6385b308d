#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "sim/cli/deliver.hpp"
#include "sim/cli/interrupt.hpp"
#include "sim/cli/option_value.hpp"
#include "sim/cli/output.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/report/files.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/units.hpp"

namespace marginwalk::cli {
namespace {

study::FrontierQuestion question_of(const FrontierArguments& arguments) {
  const double at_most =
      option_value("--at-most", arguments.at_most, scenario::parse_positive_rate).value();
  if (at_most < 1) return {option_value("--vary", arguments.vary, study::parse_variable), at_most};
  throw scenario::InputError(
      {{{"--at-most " + arguments.at_most, 0, 0}, "no account is liquidated more often"}});
}

/// Where nothing was looked for there is nothing to print.
void refuse_without_effect(const study::Frontier& frontier) {
  scenario::Problems problems;
  for (const study::FamilyFrontier& family : frontier.families) {
    if (!family.points.empty() && family.verdict != study::Verdict::no_effect) return;
    problems.push_back({{"--vary " + study::word_of(frontier.question.variable), 0, 0},
                        fmt::format("{}: {}", family.name, family.reason)});
  }
  throw scenario::InputError(problems);
}

}  // namespace

ExitCode frontier(const FrontierArguments& arguments) {
  const study::FrontierQuestion question = question_of(arguments);
  const scenario::StudyDocument document =
      read_file(arguments.study.files.front(), arguments.study);
  check_one_market(document.matrix_keys);
  if (arguments.folder) report::check_writable(*arguments.folder);
  std::optional<Progress> progress;
  const auto begin_round = [&](unsigned round, std::uint64_t paths) {
    progress.reset();
    progress.emplace(fmt::format("round {}", round), paths);
  };
  const auto count = [&](std::uint64_t done) { (*progress)(done); };
  const auto found = study::find_frontier(
      document, question, {arguments.threads, begin_round, count, &interrupt_flag()});
  progress.reset();
  if (!found) {
    tell("interrupted\n");
    return interrupted;
  }
  refuse_without_effect(*found);
  deliver(*found, arguments.format, arguments.folder);
  return done;
}

}  // namespace marginwalk::cli
