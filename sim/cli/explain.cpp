#include <fmt/format.h>

#include <functional>
#include <memory>

#include "sim/cli/find_cell.hpp"
#include "sim/cli/interrupt.hpp"
#include "sim/cli/output.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/report/explanation.hpp"
#include "sim/report/format.hpp"
#include "sim/report/path_chart.hpp"
#include "sim/report/pending_file.hpp"
#include "sim/report/story_csv.hpp"
#include "sim/report/svg_chart.hpp"
#include "sim/run/store.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/study/path_choice.hpp"

namespace marginwalk::cli {
namespace {

[[noreturn]] void refuse(const std::string& option, const std::string& why) {
  throw scenario::InputError({{{option, 0, 0}, why}});
}

/// What is explained, and the store that it is from, if it is from one.
struct Subject {
  scenario::Study study;
  std::unique_ptr<run::Store> store{};
};

/// The study of a store, with the paths that are asked for there.
Subject stored(const StudyArguments& arguments) {
  const std::string& file = arguments.files.front();
  if (!arguments.settings.empty() || arguments.paths || arguments.seed) {
    refuse(file, "a store has its settings (--set, --paths and --seed go with a study file)");
  }
  auto store = std::make_unique<run::Store>(file);
  scenario::Study study = store->study();
  study.paths = store->manifest().paths;
  if (store->inventory().missing({}).empty()) study.precision.reset();
  return {std::move(study), std::move(store)};
}

Subject subject_of(const StudyArguments& arguments) {
  if (run::is_store(arguments.files.front())) return stored(arguments);
  return {load_studies(arguments).front()};
}

/// A path that no run of the study replays would explain nothing.
std::uint64_t checked(const scenario::Study& study, std::uint64_t path) {
  if (path < study.paths) return path;
  refuse(fmt::format("--path {}", path),
         fmt::format("no such path ({} has {}, counted from 0)", study.name, study.paths));
}

struct Choice {
  study::PathChoice which;
  std::string option;
  std::string meaning;
};

Choice choice_of(const ExplainArguments& arguments) {
  using study::PathChoice;
  if (arguments.worst) return {PathChoice::worst, "--worst", "the least terminal equity of"};
  if (arguments.median) return {PathChoice::median, "--median", "the middle terminal equity of"};
  return {PathChoice::first_liquidated, "--first-liquidated", "the first that liquidates"};
}

/// A path, and how it was chosen.
struct Found {
  std::uint64_t path = 0;
  std::string how{};
};

/// The path that a choice leads to. Nothing where it was interrupted.
std::optional<Found> choose(Subject& subject, std::size_t cell, const ExplainArguments& arguments) {
  const scenario::Study& study = subject.study;
  const Choice choice = choice_of(arguments);
  const std::string& name = study.cells[cell].policy.name;
  if (study.precision) {
    refuse(choice.option, "precision leaves open which paths there are (--paths N says it)");
  }
  std::optional<study::ChosenPath> chosen;
  if (subject.store) chosen = study::choose_path(*subject.store, study, cell, choice.which);
  if (!chosen) {
    Progress progress(study.name, study.paths);
    chosen = study::choose_path(study, cell, choice.which,
                                {arguments.threads, std::ref(progress), &interrupt_flag(), false});
  }
  if (!chosen) return std::nullopt;
  if (!chosen->path) {
    refuse(choice.option, fmt::format("{} is liquidated on none of {} paths", name,
                                      report::count(chosen->looked_at)));
  }
  return Found{*chosen->path,
               fmt::format("Path {} of {}, counted from 0: {} {}; of equals the lowest number.\n\n",
                           *chosen->path, report::count(study.paths), choice.meaning, name)};
}

}  // namespace

ExitCode explain(const ExplainArguments& arguments) {
  Subject subject = subject_of(arguments.study);
  const scenario::Study& study = subject.study;
  std::vector<std::size_t> cells{find_cell(study, arguments.cell)};
  if (arguments.beside) cells.push_back(find_cell(study, *arguments.beside, "--beside"));
  const std::optional<Found> found = arguments.path
                                         ? std::optional(Found{checked(study, *arguments.path)})
                                         : choose(subject, cells.front(), arguments);
  if (!found) {
    tell("interrupted\n");
    return interrupted;
  }
  const run::BlockRunner runner(study);
  std::vector<report::PathStory> stories;
  for (const std::size_t cell : cells) {
    stories.push_back(report::path_story(study, runner, cell, found->path));
  }
  if (arguments.svg) {
    report::PendingFile(*arguments.svg,
                        svg(report::path_chart(study, found->path, stories),
                            study.clock_at(study.place_of(study.cells[cells.front()]))))
        .move_into_place();
  }
  if (arguments.format == "csv") {
    print(report::story_csv(study, stories));
  } else {
    print(found->how +
          report::explain(study, found->path, stories, report::style_of(arguments.format)));
  }
  if (arguments.svg) tell(fmt::format("{} is drawn\n", *arguments.svg));
  return done;
}

}  // namespace marginwalk::cli
