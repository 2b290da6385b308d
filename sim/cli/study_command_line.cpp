#include <CLI/CLI.hpp>
#include <memory>

#include "sim/cli/options.hpp"
#include "sim/cli/study_verbs.hpp"

namespace marginwalk::cli {
namespace {

void add_study_run(CLI::App& study, ExitCode& code) {
  auto arguments = std::make_shared<StudyRunArguments>();
  CLI::App* verb = study.add_subcommand(
      "run", "Run studies into stores; the same command goes on where it stopped");
  verb->add_option("FILE", arguments->study.files, "Study files, or folders of them")->required();
  add_setting_options(*verb, arguments->study);
  verb->add_option("-o,--output", arguments->folder, "Folder of the stores (default: this one)")
      ->type_name("DIR");
  verb->add_option("--shard", arguments->shard, "Which of n processes this is, as in 2/8")
      ->type_name("I/N");
  verb->add_flag("--tallies-only", arguments->tallies_only, "Keep no record of every path");
  verb->add_flag("--new-revision", arguments->new_revision,
                 "Where the input has changed, begin a store beside the old one");
  verb->add_option("--max-time", arguments->max_time,
                   "Stop after so long, as in 3h, with exit code 3 if paths are left")
      ->type_name("DURATION");
  add_threads(*verb, arguments->threads);
  add_format(*verb, arguments->format, {"table", "json", "csv", "md"});
  verb->callback([arguments, &code] { code = study_run(*arguments); });
}

/// A verb that reads stores.
CLI::App* add_store_verb(CLI::App& study, ExitCode& code, const char* name, const char* what,
                         ExitCode (*act)(const StoreArguments&),
                         const std::shared_ptr<StoreArguments>& arguments) {
  CLI::App* verb = study.add_subcommand(name, what);
  verb->add_option("STORE", arguments->stores, "Stores, or folders of them")->required();
  verb->callback([arguments, act, &code] { code = act(*arguments); });
  return verb;
}

void add_folder(CLI::App& verb, StoreArguments& arguments) {
  verb.add_option("-o,--output", arguments.folder, "Folder to write to (default: this one)")
      ->type_name("DIR");
}

void add_study_compare(CLI::App& study, ExitCode& code) {
  auto arguments = std::make_shared<CompareArguments>();
  CLI::App* verb = study.add_subcommand(
      "compare", "Print what changed between two runs; exit code 1 where a gate is broken");
  verb->add_option("BEFORE", arguments->before, "Store, STORE:CELL, or folder of stores")
      ->required();
  verb->add_option("AFTER", arguments->after, "What it is compared with")->required();
  add_format(*verb, arguments->format, {"table", "json", "md"});
  verb->callback([arguments, &code] { code = study_compare(*arguments); });
}

void add_study_submit(CLI::App& study, ExitCode& code) {
  auto arguments = std::make_shared<StudySubmitArguments>();
  CLI::App* verb = study.add_subcommand(
      "submit", "Let a cluster run the shards of a study, merge them and report");
  verb->add_option("FILE", arguments->study.files, "Study file")->required()->expected(1);
  add_setting_options(*verb, arguments->study);
  verb->add_flag("--slurm", arguments->slurm, "By Slurm, the only kind so far")->required();
  verb->add_option("--shards", arguments->shards, "How many processes share the study")
      ->type_name("N")
      ->required()
      ->check(CLI::Range(1, 100'000));
  verb->add_option("--threads", arguments->threads, "Processors for each (default: 1)")
      ->type_name("T")
      ->check(CLI::Range(1, 1024));
  verb->add_flag("--tallies-only", arguments->tallies_only, "Keep no record of every path");
  verb->add_option("--time", arguments->time, "Limit for each stretch of a shard, as in 3h")
      ->type_name("DURATION");
  verb->add_option("--partition", arguments->partition, "Slurm's partition")->type_name("NAME");
  verb->add_option("-o,--output", arguments->folder,
                   "Folder of stores, logs and results that all nodes see (default: this one)")
      ->type_name("DIR");
  verb->add_flag("--dry-run", arguments->dry_run, "Print the scripts and submit nothing");
  verb->callback([arguments, &code] { code = study_submit(*arguments); });
}

}  // namespace

void add_study(CLI::App& app, ExitCode& code) {
  CLI::App* study = app.add_subcommand("study", "Long runs: stored, resumed, shared, merged");
  study->require_subcommand(1);
  add_study_run(*study, code);

  auto arguments = std::make_shared<StoreArguments>();
  add_store_verb(*study, code, "status", "Print how far stores are", study_status, arguments);

  arguments = std::make_shared<StoreArguments>();
  add_folder(*add_store_verb(*study, code, "merge", "Merge shards into one store for each study",
                             study_merge, arguments),
             *arguments);

  arguments = std::make_shared<StoreArguments>();
  arguments->format = "table";
  add_format(*add_store_verb(*study, code, "report", "Print the results of complete stores",
                             study_report, arguments),
             arguments->format, {"table", "json", "csv", "md"});

  arguments = std::make_shared<StoreArguments>();
  arguments->format = "csv";
  CLI::App* verb =
      add_store_verb(*study, code, "export",
                     "Write the results of complete stores as JSON and CSV (csv), or what became "
                     "of every path for NumPy (npy)",
                     study_export, arguments);
  add_folder(*verb, *arguments);
  add_format(*verb, arguments->format, {"csv", "npy"});
  add_study_compare(*study, code);
  add_study_submit(*study, code);
}

}  // namespace marginwalk::cli
