#include <fmt/format.h>

#include <stdexcept>

#include "sim/cli/option_value.hpp"
#include "sim/cli/output.hpp"
#include "sim/cli/slurm.hpp"
#include "sim/cli/stores.hpp"
#include "sim/cli/study_verbs.hpp"
#include "sim/report/pending_file.hpp"
#include "sim/run/slurm_job.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/times.hpp"

namespace marginwalk::cli {
namespace {

namespace fs = std::filesystem;

/// File and settings as this command had them, for a process that is started elsewhere.
std::vector<std::string> words_of(const StudyArguments& study, bool tallies_only) {
  std::vector<std::string> words{fs::absolute(study.files.front()).string()};
  const auto add = [&](const char* option, const std::string& value) {
    words.insert(words.end(), {option, value});
  };
  for (const std::string& setting : study.settings) add("--set", setting);
  if (study.paths) add("--paths", *study.paths);
  if (study.seed) add("--seed", *study.seed);
  if (tallies_only) words.emplace_back("--tallies-only");
  return words;
}

run::SlurmJob job_of(const StudySubmitArguments& arguments, const scenario::Study& study) {
  run::SlurmJob job;
  job.program = fs::read_symlink("/proc/self/exe").string();
  job.arguments = words_of(arguments.study, arguments.tallies_only);
  job.folder = fs::weakly_canonical(fs::absolute(arguments.folder)).string();
  job.name = report::file_stem(study.name);
  job.shards = arguments.shards;
  job.threads = arguments.threads;
  job.partition = arguments.partition;
  job.options = arguments.slurm_options;
  if (arguments.time) {
    job.seconds = option_value("--time", *arguments.time, scenario::parse_duration);
    if (*job.seconds < run::SlurmJob::least_seconds) {
      throw scenario::InputError({{{"--time " + *arguments.time, 0, 0},
                                   "is too short (Slurm tells a task two to three minutes before "
                                   "to end; at least 5m)"}});
    }
  }
  return job;
}

/// Writes a script into the job's folder and hands it to Slurm; the number of the job.
std::string submit(const run::SlurmJob& job, const std::string& file, const std::string& script,
                   const std::string& options = "") {
  const std::string path = job.folder + "/" + file;
  report::PendingFile(path, script).move_into_place();
  const std::string command = "sbatch --parsable " + options + run::shell_word(path);
  const std::string printed = output_of(command).value_or("");
  const std::string number = printed.substr(0, printed.find_first_of(";\n"));
  if (!number.empty()) return number;
  throw std::runtime_error("this failed: " + command +
                           " (is Slurm installed here? --dry-run prints the scripts)");
}

}  // namespace

ExitCode study_submit(const StudySubmitArguments& arguments) {
  const scenario::Study study = load_studies(arguments.study).front();
  check_shards({study}, fmt::format("--shards {}", arguments.shards));
  const run::SlurmJob job = job_of(arguments, study);
  const std::string shards = run::shards_script(job);
  const std::string merge = run::merge_script(job);
  if (arguments.dry_run) {
    print(shards + "\n" + merge);
    return done;
  }
  fs::create_directories(job.folder);
  const std::string array = submit(job, job.name + ".shards.sh", shards);
  const std::string last = submit(
      job, job.name + ".merge.sh", merge,
      fmt::format("--dependency=afterok:{} --kill-on-invalid-dep=yes ", run::shell_word(array)));
  const run::SlurmSubmission submission{study.name, job.shards, array, last};
  report::PendingFile(job.folder + "/" + job.name + ".slurm", run::to_text(submission))
      .move_into_place();
  tell(
      fmt::format("submitted {} shards as job {}, merging and report as job {}; results go to {}\n",
                  job.shards, array, last, job.folder));
  return done;
}

}  // namespace marginwalk::cli
