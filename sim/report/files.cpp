#include "sim/report/files.hpp"

#include <list>
#include <string>
#include <vector>

#include "sim/report/answers.hpp"
#include "sim/report/attribution.hpp"
#include "sim/report/csv.hpp"
#include "sim/report/frontier.hpp"
#include "sim/report/json.hpp"
#include "sim/report/json_values.hpp"
#include "sim/report/pending_file.hpp"

namespace marginwalk::report {
namespace {

/// A table of an answer, by what follows the study's name.
struct TableFile {
  std::string ending;
  std::string text;
};

/// An answer with its tables beside those that are there already, and the page of all.
std::filesystem::path write(const Answer& answer, const std::string& study,
                            const std::filesystem::path& folder,
                            const std::vector<TableFile>& tables = {}) {
  std::filesystem::create_directories(folder);
  const std::string stem = file_stem(study);
  std::list<PendingFile> files;  // a list, because these do not move in memory
  files.emplace_back(folder / (stem + answer.ending), text_of(answer.json, 2) + "\n");
  for (const TableFile& table : tables) {
    files.emplace_back(folder / (stem + table.ending), table.text);
  }
  std::filesystem::path page_file = folder / (stem + ".report.html");
  files.emplace_back(page_file, page(answers_in(folder, stem, answer)));
  for (const PendingFile& file : files) file.move_into_place();
  return page_file;
}

}  // namespace

void check_writable(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const PendingFile probe(folder / "probe", "");
}

std::filesystem::path write_files(const run::Result& result, const std::filesystem::path& folder) {
  const Answer answer{run_ending, to_json(result)};
  std::vector<TableFile> tables{{".csv", cells_csv(answer.json)},
                                {".survival.csv", survival_csv(answer.json)},
                                {".differences.csv", differences_csv(answer.json)},
                                {".gates.csv", gates_csv(answer.json)},
                                {".claims.csv", claims_csv(answer.json)}};
  if (const std::string bands = bands_csv(answer.json); !bands.empty()) {
    tables.push_back({".bands.csv", bands});
  }
  return write(answer, result.study.name, folder, tables);
}

std::filesystem::path write_files(const study::Frontier& frontier,
                                  const std::filesystem::path& folder) {
  return write({frontier_ending(frontier.question.variable), to_json(frontier)},
               frontier.study.name, folder);
}

std::filesystem::path write_files(const study::Attribution& attribution,
                                  const std::filesystem::path& folder) {
  return write({attribution_ending, to_json(attribution)}, attribution.study.name, folder);
}

}  // namespace marginwalk::report
