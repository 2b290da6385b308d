#include <memory>

#include "sim/cli/options.hpp"
#include "sim/cli/study_verbs.hpp"

namespace marginwalk::cli {
namespace {

void add_study_run(Verb& study) {
  auto arguments = std::make_shared<StudyRunArguments>();
  Verb verb =
      study.verb("run", "Run studies into stores; the same command goes on where it stopped");
  verb.option("FILE", arguments->study.files, "Study files, or folders of them").required();
  add_setting_options(verb, arguments->study);
  verb.option("-o,--output", arguments->folder, "Folder of the stores (default: this one)")
      .type("DIR");
  verb.option("--shard", arguments->shard, "Which of n processes this is, as in 2/8").type("I/N");
  verb.flag("--tallies-only", arguments->tallies_only, "Keep no record of every path");
  verb.flag("--new-revision", arguments->new_revision,
            "Where the input has changed, begin a store beside the old one");
  verb.option("--max-time", arguments->max_time,
              "Stop after so long, as in 3h, with exit code 3 if paths are left")
      .type("DURATION");
  add_threads(verb, arguments->threads);
  add_format(verb, arguments->format, {"table", "json", "csv", "md"});
  add_strict(verb, arguments->strict);
  verb.example("marginwalk study run scenarios/fifteen-thousand.yaml --paths 10M -o studies",
               "Overnight; the same command goes on after an interruption");
  verb.example("marginwalk study run scenarios/fifteen-thousand.yaml --shard 2/8 -o studies",
               "One of eight processes, wherever they are");
  verb.does([arguments] { return study_run(*arguments); });
}

/// A verb that reads stores.
Verb add_store_verb(Verb& study, const char* name, const char* what,
                    ExitCode (*act)(const StoreArguments&),
                    const std::shared_ptr<StoreArguments>& arguments) {
  Verb verb = study.verb(name, what);
  verb.option("STORE", arguments->stores, "Stores, or folders of them").required();
  verb.does([arguments, act] { return act(*arguments); });
  return verb;
}

void add_folder(Verb& verb, StoreArguments& arguments) {
  verb.option("-o,--output", arguments.folder, "Folder to write to (default: this one)")
      .type("DIR");
}

void add_study_compare(Verb& study) {
  auto arguments = std::make_shared<CompareArguments>();
  Verb verb = study.verb("compare",
                         "Print what changed between two runs; exit code 1 where a gate is broken");
  verb.option("BEFORE", arguments->before, "Store, STORE:CELL, or folder of stores").required();
  verb.option("AFTER", arguments->after, "What it is compared with").required();
  add_format(verb, arguments->format, {"table", "json", "md"});
  verb.example(
      "marginwalk study compare studies/fifteen-thousand.sqlite:isolated-3x "
      "studies/fifteen-thousand.sqlite:cross-5x",
      "Two cells of one store; two stores, or two folders of them, alike");
  verb.does([arguments] { return study_compare(*arguments); });
}

void add_study_submit(Verb& study) {
  auto arguments = std::make_shared<StudySubmitArguments>();
  Verb verb =
      study.verb("submit", "Let a cluster run the shards of a study, merge them and report");
  verb.option("FILE", arguments->study.files, "Study file").required().once();
  add_setting_options(verb, arguments->study);
  verb.flag("--slurm", arguments->slurm, "By Slurm, the only kind so far").required();
  verb.option("--shards", arguments->shards, "How many processes share the study")
      .type("N")
      .required()
      .between(1, 100'000);
  verb.option("--threads", arguments->threads, "Processors for each (default: 1)")
      .type("T")
      .between(1, 1024);
  verb.flag("--tallies-only", arguments->tallies_only, "Keep no record of every path");
  verb.option("--time", arguments->time, "Limit for each stretch of a shard, as in 3h")
      .type("DURATION");
  verb.option("--partition", arguments->partition, "Slurm's partition").type("NAME");
  verb.option("--sbatch", arguments->slurm_options,
              "Further option of sbatch, as in account=risk or mem=2G (may be repeated)")
      .type("KEY=VALUE");
  verb.option("-o,--output", arguments->folder,
              "Folder of stores, logs and results that all nodes see (default: this one)")
      .type("DIR");
  verb.flag("--dry-run", arguments->dry_run, "Print the scripts and submit nothing");
  verb.example(
      "marginwalk study submit --slurm --shards 64 scenarios/fifteen-thousand.yaml -o studies "
      "--dry-run",
      "The scripts, without a cluster");
  verb.does([arguments] { return study_submit(*arguments); });
}

}  // namespace

void add_study(Program& program) {
  Verb study = program.verb("study", "Long runs: stored, resumed, shared, merged");
  add_study_run(study);

  auto arguments = std::make_shared<StoreArguments>();
  Verb status =
      add_store_verb(study, "status", "Print how far stores are", study_status, arguments);
  status.example("marginwalk study status studies", "All stores of a folder");

  arguments = std::make_shared<StoreArguments>();
  Verb merge = add_store_verb(study, "merge", "Merge shards into one store for each study",
                              study_merge, arguments);
  add_folder(merge, *arguments);
  merge.example("marginwalk study merge studies -o studies", "The same bits as one long run");

  arguments = std::make_shared<StoreArguments>();
  arguments->format = "table";
  Verb report = add_store_verb(study, "report", "Print the results of complete stores",
                               study_report, arguments);
  add_format(report, arguments->format, {"table", "json", "csv", "md"});
  add_strict(report, arguments->strict);
  report.example("marginwalk study report studies", "As `run` prints it");

  arguments = std::make_shared<StoreArguments>();
  arguments->format = "csv";
  Verb files =
      add_store_verb(study, "export",
                     "Write the results of complete stores as JSON, CSV and a page of HTML "
                     "(csv), or what became of every path for NumPy (npy)",
                     study_export, arguments);
  add_folder(files, *arguments);
  add_format(files, arguments->format, {"csv", "npy"});
  files.example("marginwalk study export studies --format npy -o records", "Every path, for NumPy");
  add_study_compare(study);
  add_study_submit(study);
}

}  // namespace marginwalk::cli
