#include "sim/report/paths_files.hpp"

#include "sim/report/paths_csv.hpp"
#include "sim/report/paths_npy.hpp"

namespace marginwalk::report {

PathFiles::PathFiles(const std::string& name, const run::PathSampler& sampler, std::uint64_t paths,
                     const std::filesystem::path& folder, PathFormat format)
    : format_(format) {
  std::filesystem::create_directories(folder);
  const std::string stem = file_stem(name);
  if (format == PathFormat::csv) {
    files_.emplace_back(folder / (stem + "-paths.csv")).write(paths_csv_header(sampler));
    return;
  }
  for (const std::string& asset : sampler.assets()) {
    files_.emplace_back(folder / (stem + "-" + file_stem(asset) + ".npy"))
        .write(npy_header(paths, sampler.seconds().size()));
  }
}

void PathFiles::add(const run::PathSampler& sampler) {
  if (format_ == PathFormat::csv) {
    files_.front().write(path_csv(sampler));
    return;
  }
  std::size_t asset = 0;
  for (PendingFile& file : files_) file.write(npy_values(sampler.prices(asset++)));
}

void PathFiles::finish() {
  for (PendingFile& file : files_) file.close();
  for (const PendingFile& file : files_) file.move_into_place();
}

}  // namespace marginwalk::report
