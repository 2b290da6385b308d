#include "sim/report/files.hpp"

#include <list>
#include <string>

#include "sim/report/csv.hpp"
#include "sim/report/json.hpp"
#include "sim/report/page.hpp"
#include "sim/report/pending_file.hpp"

namespace marginwalk::report {

void check_writable(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const PendingFile probe(folder / "probe", "");
}

void write_files(const run::Result& result, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const std::string stem = file_stem(result.study.name);
  std::list<PendingFile> files;  // a list, because these do not move in memory
  files.emplace_back(folder / (stem + ".json"), json_text(result));
  files.emplace_back(folder / (stem + ".csv"), cells_csv(result));
  files.emplace_back(folder / (stem + ".survival.csv"), survival_csv(result));
  files.emplace_back(folder / (stem + ".differences.csv"), differences_csv(result));
  files.emplace_back(folder / (stem + ".gates.csv"), gates_csv(result));
  files.emplace_back(folder / (stem + ".claims.csv"), claims_csv(result));
  if (const std::string bands = bands_csv(result); !bands.empty()) {
    files.emplace_back(folder / (stem + ".bands.csv"), bands);
  }
  files.emplace_back(folder / (stem + ".report.html"), page(result));
  for (const PendingFile& file : files) file.move_into_place();
}

}  // namespace marginwalk::report
