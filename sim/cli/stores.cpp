#include "sim/cli/stores.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/report/pending_file.hpp"
#include "sim/report/version.hpp"
#include "sim/run/digest.hpp"
#include "sim/scenario/input_error.hpp"

namespace marginwalk::cli {

namespace fs = std::filesystem;

fs::path store_file(const fs::path& folder, const std::string& study, const run::Shard& shard,
                    unsigned revision) {
  std::string name = report::file_stem(study);
  if (revision > 1) name += fmt::format(".revision-{}", revision);
  if (!shard.is_whole()) name += fmt::format(".shard-{}-of-{}", shard.number, shard.count);
  return folder / (name + ".sqlite");
}

fs::path find_store(const fs::path& folder, const run::Manifest& manifest, bool new_revision) {
  const auto file = [&](unsigned revision) {
    return store_file(folder, manifest.study, manifest.shard, revision);
  };
  unsigned revision = 1;
  for (; fs::exists(file(revision)); ++revision) {
    try {
      const run::Manifest found = run::Store(file(revision)).manifest();
      if (found.study_sha256 == manifest.study_sha256 && found.version == manifest.version) {
        return file(revision);
      }
    } catch (const run::StoreError&) {
      // Whatever is wrong with it is told when it is opened for writing.
    }
  }
  return file(new_revision || revision == 1 ? revision : revision - 1);
}

std::vector<fs::path> store_files(const std::vector<std::string>& files_and_folders,
                                  bool may_be_empty) {
  std::vector<fs::path> files;
  for (const std::string& name : files_and_folders) {
    if (!fs::exists(name)) throw run::StoreError(name + ": no such store or folder");
    if (!fs::is_directory(name)) {
      files.emplace_back(name);
      continue;
    }
    const std::size_t before = files.size();
    for (const auto& entry : fs::directory_iterator(name)) {
      if (entry.path().extension() == ".sqlite") files.push_back(entry.path());
    }
    std::sort(files.begin() + static_cast<std::ptrdiff_t>(before), files.end());
    if (files.size() == before && !may_be_empty)
      throw run::StoreError(name + ": has no store (*.sqlite)");
  }
  return files;
}

run::Manifest manifest_of(const scenario::Study& study, const run::Shard& shard,
                          bool tallies_only) {
  return {study.name,
          run::study_sha256(study.sources, study.precision.has_value()),
          study.seed,
          study.paths,
          shard,
          tallies_only,
          report::version(),
          report::build()};
}

}  // namespace marginwalk::cli
