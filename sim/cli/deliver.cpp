#include "sim/cli/deliver.hpp"

#include <exception>

#include "sim/cli/output.hpp"
#include "sim/report/csv.hpp"
#include "sim/report/files.hpp"
#include "sim/report/json.hpp"
#include "sim/report/summary_table.hpp"

namespace marginwalk::cli {
namespace {

/// Files and JSON tell what the first paths are like on the way, too; a table does not.
run::Result with_fans(const run::Result& result) {
  run::Result more = result;
  more.fans = run::measure_fans(result.study);
  return more;
}

std::string formatted(const run::Result& result, const std::string& format) {
  if (format == "json") return report::json_text(result);
  if (format == "csv") return report::cells_csv(result);
  return report::summary(result, report::style_of(format));
}

}  // namespace

void write_files(const run::Result& result, const std::filesystem::path& folder) {
  report::write_files(with_fans(result), folder);
}

void deliver(const run::Result& plain, const std::string& format,
             const std::optional<std::string>& folder) {
  const bool has_fans = folder || format == "json";
  const run::Result result = has_fans ? with_fans(plain) : plain;
  std::exception_ptr failure;
  try {
    if (folder) report::write_files(result, *folder);
  } catch (...) {
    failure = std::current_exception();
  }
  format == "table" ? show(formatted(result, format)) : print(formatted(result, format));
  if (failure) std::rethrow_exception(failure);
}

void deliver(const report::Overview& overview, const std::string& format) {
  if (overview.studies() < 2 || (format != "table" && format != "md")) return;
  print((format == "md" ? "\n## All studies\n\n" : "\nAll studies\n\n") +
        report::render(overview.table(),
                       format == "md" ? report::Style::markdown : report::Style::terminal));
}

}  // namespace marginwalk::cli
