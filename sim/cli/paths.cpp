#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "sim/cli/interrupt.hpp"
#include "sim/cli/option_value.hpp"
#include "sim/cli/output.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/report/files.hpp"
#include "sim/report/format.hpp"
#include "sim/report/paths_files.hpp"
#include "sim/report/paths_table.hpp"
#include "sim/run/sample_paths.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/times.hpp"

namespace marginwalk::cli {
namespace {

/// Few, whatever the study says: paths are for looking at.
constexpr const char* default_paths = "1000";

/// 1.6 GB as doubles.
constexpr double most_prices = 2e8;

scenario::Study load(StudyArguments arguments) {
  const bool is_set =
      std::any_of(arguments.settings.begin(), arguments.settings.end(),
                  [](const std::string& setting) { return setting.starts_with("paths="); });
  if (!arguments.paths && !is_set) arguments.paths = default_paths;
  scenario::Study study = load_studies(arguments).front();
  check_one_market(study.matrix_keys);
  return study;
}

std::uint32_t interval(const std::string& text, const scenario::Study& study) {
  const std::uint32_t every = option_value("--every", text, scenario::parse_sampling_interval);
  if (every <= study.clock.horizon) return every;
  throw scenario::InputError({{{"--every " + text, 0, 0},
                               fmt::format("longer than the horizon ({} has {})", study.name,
                                           report::duration(study.clock.horizon))}});
}

void check_size(const scenario::Study& study, const run::PathSampler& sampler) {
  const double prices = sampler.count(study.paths);
  if (prices <= most_prices) return;
  throw scenario::InputError(
      {{{fmt::format("--paths {}", study.paths), 0, 0},
        fmt::format("too many prices ({} assets on each path make {}, at most {}; fewer paths, a "
                    "longer --every or a shorter horizon help)",
                    sampler.assets().size(), report::decimal(prices, 0),
                    report::decimal(most_prices, 0))}});
}

}  // namespace

ExitCode paths(const PathsArguments& arguments) {
  const scenario::Study study = load(arguments.study);
  run::PathSampler sampler(study, interval(arguments.every, study));
  check_size(study, sampler);
  std::optional<report::PathFiles> files;
  if (arguments.folder) {
    report::check_writable(*arguments.folder);
    files.emplace(study.name, sampler, study.paths, *arguments.folder,
                  arguments.format == "npy" ? report::PathFormat::npy : report::PathFormat::csv);
  }
  std::optional<run::PathStatistics> statistics;
  {
    Progress progress(study.name, study.paths);
    const auto write = [&](const run::PathSampler& drawn) {
      if (files) files->add(drawn);
    };
    statistics =
        run::sample_paths(sampler, study.paths, {write, std::ref(progress), &interrupt_flag()});
  }
  if (!statistics) {
    tell(fmt::format("interrupted: nothing was written for {}\n", study.name));
    return interrupted;
  }
  if (files) files->finish();
  print(report::paths_summary(study, sampler, *statistics));
  return done;
}

}  // namespace marginwalk::cli
