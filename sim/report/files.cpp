#include "sim/report/files.hpp"

#include <list>
#include <string>

#include "sim/report/answers.hpp"
#include "sim/report/attribution.hpp"
#include "sim/report/csv.hpp"
#include "sim/report/frontier.hpp"
#include "sim/report/json.hpp"
#include "sim/report/json_values.hpp"
#include "sim/report/pending_file.hpp"

namespace marginwalk::report {
namespace {

using Files = std::list<PendingFile>;  // a list, because these do not move in memory

/// An answer beside those that are there already, and the page of all.
void write(const Answer& answer, const std::string& study, const std::filesystem::path& folder,
           Files& files) {
  const std::string stem = file_stem(study);
  files.emplace_back(folder / (stem + answer.ending), text_of(answer.json, 2) + "\n");
  files.emplace_back(folder / (stem + ".report.html"), page(answers_in(folder, stem, answer)));
  for (const PendingFile& file : files) file.move_into_place();
}

}  // namespace

void check_writable(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const PendingFile probe(folder / "probe", "");
}

void write_files(const run::Result& result, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const std::string stem = file_stem(result.study.name);
  Files files;
  files.emplace_back(folder / (stem + ".csv"), cells_csv(result));
  files.emplace_back(folder / (stem + ".survival.csv"), survival_csv(result));
  files.emplace_back(folder / (stem + ".differences.csv"), differences_csv(result));
  files.emplace_back(folder / (stem + ".gates.csv"), gates_csv(result));
  write({run_ending, to_json(result)}, result.study.name, folder, files);
}

void write_files(const study::Frontier& frontier, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  Files files;
  write({frontier_ending(frontier.question.variable), to_json(frontier)}, frontier.study.name,
        folder, files);
}

void write_files(const study::Attribution& attribution, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  Files files;
  write({attribution_ending, to_json(attribution)}, attribution.study.name, folder, files);
}

}  // namespace marginwalk::report
