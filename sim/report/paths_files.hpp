#pragma once

#include <cstdint>
#include <filesystem>
#include <list>
#include <string>

#include "sim/report/pending_file.hpp"
#include "sim/run/sample_paths.hpp"

namespace marginwalk::report {

enum class PathFormat { csv, npy };

/// Sample paths in files: NAME-paths.csv, or for each asset NAME-ASSET.npy of paths x moments. They
/// are written path by path beside their places and moved there last. What fails throws
/// std::filesystem::filesystem_error that names the file; nothing temporary is left then.
class PathFiles {
 public:
  /// The folder is made where it does not exist. `paths` is how many will be added.
  PathFiles(const std::string& name, const run::PathSampler& sampler, std::uint64_t paths,
            const std::filesystem::path& folder, PathFormat format);

  /// The path that was drawn last.
  void add(const run::PathSampler& sampler);

  void finish();

 private:
  PathFormat format_;
  std::list<PendingFile> files_;  ///< a list, because these do not move in memory
};

}  // namespace marginwalk::report
