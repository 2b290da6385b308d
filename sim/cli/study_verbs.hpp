#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/cli/exit_code.hpp"
#include "sim/cli/studies.hpp"

namespace marginwalk::cli {

class Program;

struct StudyRunArguments {
  StudyArguments study;
  std::string folder = ".";  ///< of the stores
  std::string shard = "1/1";
  bool tallies_only = false;
  bool new_revision = false;
  std::optional<std::string> max_time;  ///< 3h
  unsigned threads = 0;
  std::string format = "table";  ///< table, json, csv or md
  bool strict = false;           ///< an undecided gate has failed
};

/// Runs studies into their stores, from where these stopped, and prints the results of whole ones.
ExitCode study_run(const StudyRunArguments& arguments);

/// What the verbs that read stores accept.
struct StoreArguments {
  std::vector<std::string> stores;  ///< files, or folders of them
  std::string format;
  std::string folder = ".";  ///< to write to
  bool strict = false;       ///< an undecided gate has failed
};

/// Prints how far stores are.
ExitCode study_status(const StoreArguments& arguments);

/// Merges shards into one store for each study.
ExitCode study_merge(const StoreArguments& arguments);

/// Prints the results of complete stores.
ExitCode study_report(const StoreArguments& arguments);

/// Writes the results of complete stores as JSON and CSV, or their paths for NumPy.
ExitCode study_export(const StoreArguments& arguments);

struct CompareArguments {
  std::string before;  ///< a store, STORE:CELL, or a folder of stores
  std::string after;
  std::string format = "table";  ///< table, json or md
};

/// Prints what changed between two stores, two cells, or all studies of two folders. Fails where a
/// gate of the later one does.
ExitCode study_compare(const CompareArguments& arguments);

/// Refuses to share out studies with a precision. Throws scenario::InputError.
void check_shards(const std::vector<scenario::Study>& studies, const std::string& option);

struct StudySubmitArguments {
  StudyArguments study;
  std::string folder = ".";
  std::uint64_t shards = 1;
  unsigned threads = 1;
  std::optional<std::string> time;  ///< 3h
  std::optional<std::string> partition;
  std::vector<std::string> slurm_options;  ///< KEY=VALUE, as sbatch would have them
  bool tallies_only = false;
  bool slurm = true;  ///< the only kind of cluster so far
  bool dry_run = false;
};

/// Hands the shards of a study to Slurm, and their merging after them.
ExitCode study_submit(const StudySubmitArguments& arguments);

/// Adds `study` and its verbs.
void add_study(Program& program);

}  // namespace marginwalk::cli
