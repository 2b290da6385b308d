#include "sim/report/path_records_files.hpp"

#include <fmt/format.h>

#include <limits>
#include <list>

#include "sim/report/paths_npy.hpp"
#include "sim/report/pending_file.hpp"

namespace marginwalk::report {
namespace {

std::vector<double> values_of(const std::vector<run::PathRecord>& records) {
  std::vector<double> values;
  for (const run::PathRecord& record : records) {
    const bool liquidated = record.liquidation_time != replay::Outcome::never;
    values.push_back(record.terminal_equity);
    values.push_back(liquidated ? record.liquidation_time
                                : std::numeric_limits<double>::quiet_NaN());
    values.push_back(record.flags);
  }
  return values;
}

}  // namespace

void write_path_records(run::Store& store, const scenario::Study& study,
                        const std::filesystem::path& folder) {
  constexpr std::uint64_t columns = 3;
  std::filesystem::create_directories(folder);
  std::list<PendingFile> files;
  const std::string stem = file_stem(study.name);
  for (std::size_t cell = 0; cell < study.cells.size(); ++cell) {
    const std::string name = stem + "-" + file_stem(study.cells[cell].policy.name) + ".npy";
    PendingFile& file = files.emplace_back(folder / name);
    file.write(npy_header(study.paths, columns));
    for (std::uint64_t block = 0; block < run::blocks_of(study.paths); ++block) {
      const auto records = store.records(block, cell);
      if (!records || records->size() != run::paths_in(block, study.paths)) {
        throw run::StoreError(fmt::format("{}: has no record of the paths of block {}",
                                          store.file().string(), block));
      }
      file.write(npy_values(values_of(*records)));
    }
    file.close();
  }
  for (const PendingFile& file : files) file.move_into_place();
}

}  // namespace marginwalk::report
