#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <map>
#include <memory>

#include "sim/cli/output.hpp"
#include "sim/cli/stores.hpp"
#include "sim/cli/study_verbs.hpp"
#include "sim/report/format.hpp"
#include "sim/report/status_table.hpp"
#include "sim/run/merge_stores.hpp"

namespace marginwalk::cli {
namespace {

/// Open for reading.
using Stores = std::vector<std::unique_ptr<run::Store>>;

/// The one that was asked for the most paths: its sources are those of the whole.
run::Store& longest(const Stores& stores) {
  return **std::max_element(stores.begin(), stores.end(), [](const auto& a, const auto& b) {
    return a->manifest().paths < b->manifest().paths;
  });
}

/// Stores stay open until all are merged, up to three files each: as many as the system lets us.
void allow_many_open_files() {
  struct rlimit limit {};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

/// Merges the stores of one study; what is missing then.
std::vector<run::Span> merge(Stores stores, const std::filesystem::path& folder) {
  const run::Manifest manifest = run::merged_manifest(stores);
  const scenario::Study study = longest(stores).study();
  const std::filesystem::path file = store_file(folder, manifest.study, {});
  if (std::filesystem::exists(file)) {
    std::erase_if(stores, [&](const auto& store) {
      return std::filesystem::equivalent(store->file(), file);
    });
  }
  run::Store whole(file, manifest, study);
  std::vector<run::Store*> parts;
  for (const auto& store : stores) parts.push_back(store.get());
  run::merge_stores(whole, parts, run::BlockRunner(study));
  whole.compact();
  const run::Inventory inventory = whole.inventory();
  whole.close();
  tell(fmt::format("{}: {} of {} paths are in {}\n", study.name,
                   report::count(inventory.paths_done({})), report::count(study.paths),
                   file.string()));
  return inventory.missing({});
}

}  // namespace

ExitCode study_merge(const StoreArguments& arguments) {
  allow_many_open_files();
  std::map<std::string, Stores> by_study;
  for (const auto& file : store_files(arguments.stores)) {
    auto store = std::make_unique<run::Store>(file);
    const std::string study = store->manifest().study;
    by_study[study].push_back(std::move(store));
  }
  std::filesystem::create_directories(arguments.folder);
  ExitCode code = done;
  for (auto& [study, stores] : by_study) {
    const std::vector<run::Span> missing = merge(std::move(stores), arguments.folder);
    if (missing.empty()) continue;
    tell(fmt::format("{}: blocks {} are missing\n", study, report::block_list(missing)));
    code = incomplete;
  }
  return code;
}

}  // namespace marginwalk::cli
