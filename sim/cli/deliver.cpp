#include "sim/cli/deliver.hpp"

#include <fmt/format.h>

#include <exception>

#include "sim/cli/output.hpp"
#include "sim/report/attribution.hpp"
#include "sim/report/csv.hpp"
#include "sim/report/files.hpp"
#include "sim/report/frontier.hpp"
#include "sim/report/json.hpp"
#include "sim/report/json_values.hpp"
#include "sim/report/summary_table.hpp"
#include "sim/run/telling_cells.hpp"

namespace marginwalk::cli {
namespace {

/// Files and JSON tell what the first paths are like on the way, too; a table does not.
run::Result with_fans(const run::Result& result) {
  run::Result more = result;
  more.fans = run::measure_fans(result.study, run::telling_cells(result));
  return more;
}

std::string formatted(const run::Result& result, const std::string& format) {
  if (format == "json") return report::json_text(result);
  if (format == "csv") return report::cells_csv(report::to_json(result));
  return report::summary(result, report::style_of(format));
}

std::string formatted(const study::Frontier& frontier, const std::string& format) {
  if (format == "json") return report::text_of(report::to_json(frontier), 2) + "\n";
  return report::frontier_text(frontier, report::style_of(format));
}

std::string formatted(const study::Attribution& attribution, const std::string& format) {
  if (format == "json") return report::text_of(report::to_json(attribution), 2) + "\n";
  return report::attribution_text(attribution, report::style_of(format));
}

/// Which of the files to open.
std::string page_words(const std::filesystem::path& page) {
  return fmt::format("\n{}: the page to open in a browser; its numbers lie beside it\n",
                     page.string());
}

template <class Answer>
void deliver_answer(const Answer& answer, const std::string& format,
                    const std::optional<std::string>& folder) {
  std::exception_ptr failure;
  std::string written;
  try {
    if (folder) written = page_words(report::write_files(answer, *folder));
  } catch (...) {
    failure = std::current_exception();
  }
  format == "table" ? show(formatted(answer, format)) : print(formatted(answer, format));
  tell(written);
  if (failure) std::rethrow_exception(failure);
}

}  // namespace

void write_files(const run::Result& result, const std::filesystem::path& folder) {
  tell(page_words(report::write_files(with_fans(result), folder)));
}

void deliver(const run::Result& result, const std::string& format,
             const std::optional<std::string>& folder) {
  const bool has_fans = folder || format == "json";
  deliver_answer(has_fans ? with_fans(result) : result, format, folder);
}

void deliver(const study::Frontier& frontier, const std::string& format,
             const std::optional<std::string>& folder) {
  deliver_answer(frontier, format, folder);
}

void deliver(const study::Attribution& attribution, const std::string& format,
             const std::optional<std::string>& folder) {
  deliver_answer(attribution, format, folder);
}

void deliver(const report::Overview& overview, const std::string& format) {
  if (overview.studies() < 2 || (format != "table" && format != "md")) return;
  const report::Style style = report::style_of(format);
  print("\n" + report::heading("All studies", style, 2) + report::render(overview.table(), style));
}

}  // namespace marginwalk::cli
