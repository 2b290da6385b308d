#include <fmt/format.h>

#include <csignal>
#include <functional>
#include <map>

#include "sim/cli/deliver.hpp"
#include "sim/cli/gates.hpp"
#include "sim/cli/interrupt.hpp"
#include "sim/cli/option_value.hpp"
#include "sim/cli/output.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/stores.hpp"
#include "sim/cli/study_verbs.hpp"
#include "sim/report/format.hpp"
#include "sim/run/run_stored.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"

namespace marginwalk::cli {
namespace {

using Clock = std::chrono::steady_clock;

run::Shard shard_of(const std::string& text) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  const auto part = [](const std::string& digits) {
    const auto parsed = scenario::parse_count(digits);
    const auto* const number = std::get_if<std::uint64_t>(&parsed);
    return number ? *number : 0;
  };
  const run::Shard shard{part(text.substr(0, slash)),
                         slash < text.size() ? part(text.substr(slash + 1)) : 0};
  if (shard.number >= 1 && shard.number <= shard.count) return shard;
  throw scenario::InputError(
      {{{"--shard " + text, 0, 0}, "is no shard (2/8 is the second of eight, from 1/8 to 8/8)"}});
}

Clock::time_point end_of(const std::optional<std::string>& max_time) {
  if (!max_time) return Clock::time_point::max();
  return Clock::now() +
         std::chrono::seconds(option_value("--max-time", *max_time, scenario::parse_duration));
}

/// What a store has of its shard.
std::string so_far(run::Store& store) {
  const run::Inventory inventory = store.inventory();
  const run::Shard& shard = store.manifest().shard;
  return fmt::format("{} of {} paths are in {}", report::count(inventory.paths_done(shard)),
                     report::count(inventory.paths_of(shard)), store.file().string());
}

/// Whether all of a study's shard is in its store.
bool run_into(run::Store& store, const scenario::Study& study, unsigned threads,
              Clock::time_point until) {
  const run::Inventory inventory = store.inventory();
  const run::Shard& shard = store.manifest().shard;
  const std::string what =
      study.name + (shard.is_whole() ? "" : fmt::format(" {}/{}", shard.number, shard.count));
  Progress progress(what, inventory.paths_of(shard), inventory.paths_done(shard),
                    study.cells.size(), Progress::Elsewhere::log);
  run::StoredRunOptions options{threads, std::ref(progress), &interrupt_flag(), until};
  options.expect = [&](std::uint64_t paths) { progress.expect(paths); };
  return run::run_stored(study, store, options);
}

/// Stores are called after their studies.
void check_names(const std::vector<scenario::Study>& studies) {
  std::map<std::string, std::string> files;
  for (const scenario::Study& study : studies) {
    const std::string& file = study.sources.front().name;
    const auto [first, is_new] = files.emplace(study.name, file);
    if (is_new) continue;
    throw scenario::InputError(
        {{{file, 0, 0},
          fmt::format("is called {}, as {} is (each would be in the same store)", study.name,
                      first->second)}});
  }
}

}  // namespace

void check_shards(const std::vector<scenario::Study>& studies, const std::string& option) {
  for (const scenario::Study& study : studies) {
    if (!study.precision) continue;
    throw scenario::InputError(
        {{{option, 0, 0},
          fmt::format("{} runs until it is precise, and when that is only all of its paths "
                      "together tell, look by look; a shard does not know of the others (run it "
                      "whole, or give it --paths N)",
                      study.name)}});
  }
}

ExitCode study_run(const StudyRunArguments& arguments) {
  const std::vector<scenario::Study> studies = load_studies(arguments.study);
  const run::Shard shard = shard_of(arguments.shard);
  check_names(studies);
  if (!shard.is_whole()) check_shards(studies, "--shard " + arguments.shard);
  const Clock::time_point until = end_of(arguments.max_time);
  // A limit on the size of files is to be told like a full disk, not to kill.
  std::signal(SIGXFSZ, SIG_IGN);
  std::filesystem::create_directories(arguments.folder);
  report::Overview overview;
  ExitCode code = done;
  for (const scenario::Study& study : studies) {
    const run::Manifest manifest = manifest_of(study, shard, arguments.tallies_only);
    run::Store store(find_store(arguments.folder, manifest, arguments.new_revision), manifest,
                     study);
    const bool complete = run_into(store, study, arguments.threads, until);
    tell(fmt::format("{}: {}{}\n", study.name, so_far(store),
                     complete ? "" : "; the same command goes on"));
    if (complete && shard.is_whole()) {
      const run::Result result = *run::stored_result(study, store);
      deliver(result, arguments.format, std::nullopt);
      overview.add(result);
      if (code_of_gates(result, arguments.strict) == failed) code = failed;
    }
    store.close();
    if (!complete) return interrupt_signal() == SIGINT ? interrupted : incomplete;
  }
  deliver(overview, arguments.format);
  return code;
}

}  // namespace marginwalk::cli
