#include <fmt/format.h>

#include "sim/cli/deliver.hpp"
#include "sim/cli/gates.hpp"
#include "sim/cli/output.hpp"
#include "sim/cli/slurm.hpp"
#include "sim/cli/stores.hpp"
#include "sim/cli/study_verbs.hpp"
#include "sim/report/files.hpp"
#include "sim/report/path_records_files.hpp"
#include "sim/report/queue_text.hpp"
#include "sim/report/status_table.hpp"
#include "sim/run/run_stored.hpp"

/// The verbs that read stores and run nothing.
namespace marginwalk::cli {
namespace {

/// Does something with every complete store of a whole study, and tells what others lack. Shards
/// are passed over where a folder was named.
template <class Act>
ExitCode for_each_complete(const StoreArguments& arguments, const Act& act) {
  ExitCode code = done;
  std::size_t shards = 0;
  const std::vector<std::filesystem::path> files = store_files(arguments.stores);
  for (const std::filesystem::path& file : files) {
    run::Store store(file);
    if (!store.manifest().shard.is_whole()) {
      ++shards;
      continue;
    }
    const scenario::Study study = store.study();
    if (const std::optional<run::Result> result = run::stored_result(study, store)) {
      act(store, *result);
      continue;
    }
    tell(fmt::format("{}: incomplete, blocks {} are missing; `study run` goes on\n", file.string(),
                     report::block_list(store.inventory().missing({}))));
    code = incomplete;
  }
  if (shards < files.size()) return code;
  throw run::StoreError(files.front().string() +
                        ": is a shard alone; `marginwalk study merge` makes the whole");
}

}  // namespace

ExitCode study_status(const StoreArguments& arguments) {
  const std::vector<run::SlurmSubmission> submissions = submissions_in(arguments.stores);
  std::vector<run::StoreStatus> all;
  for (const auto& file : store_files(arguments.stores, !submissions.empty())) {
    run::Store store(file);
    all.push_back(run::status_of(store));
  }
  if (!all.empty()) print(report::status_table(all));
  for (const run::SlurmSubmission& each : submissions) {
    print(report::queue_text(each, ask_queue(each), all));
  }
  return done;
}

ExitCode study_report(const StoreArguments& arguments) {
  report::Overview overview;
  ExitCode gates = done;
  const ExitCode code = for_each_complete(arguments, [&](run::Store&, const run::Result& result) {
    deliver(result, arguments.format, std::nullopt);
    overview.add(result);
    if (code_of_gates(result, arguments.strict) == failed) gates = failed;
  });
  deliver(overview, arguments.format);
  return code == done ? gates : code;
}

ExitCode study_export(const StoreArguments& arguments) {
  return for_each_complete(arguments, [&](run::Store& store, const run::Result& result) {
    if (arguments.format == "npy") {
      report::write_path_records(store, result.study, arguments.folder);
    } else {
      write_files(result, arguments.folder);
    }
  });
}

}  // namespace marginwalk::cli
