#include "sim/verify/verify.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "sim/cli/output.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/report/evidence.hpp"

namespace marginwalk::cli {
namespace {

std::string verdict(const verify::Page& page) {
  const auto failed =
      std::count_if(page.begin(), page.end(), [](const auto& row) { return !row.passed; });
  return failed == 0 ? fmt::format("\nAll {} checks passed.\n", page.size())
                     : fmt::format("\n{} of {} checks FAILED.\n", failed, page.size());
}

}  // namespace

ExitCode verify(const VerifyArguments& arguments) {
  verify::Options options{shipped_scenarios(), arguments.full, arguments.threads, {}};
  if (isatty(STDERR_FILENO) != 0) {
    options.progress = [](const std::string& what) { tell("\r\033[K" + what); };
  }
  const bool table = arguments.format == "table";
  verify::Page page;
  for (const auto kind : {verify::Kind::closed_form, verify::Kind::oracle, verify::Kind::invariance,
                          verify::Kind::coverage}) {
    const verify::Page found = verify::verify(kind, options);
    if (options.progress) tell("\r\033[K");
    if (table) {
      print((page.empty() ? "" : "\n") + report::heading_of(kind) + "\n\n" +
            report::render(report::evidence_table(found), report::Style::terminal));
    }
    verify::append(page, found);
  }
  print(table ? verdict(page) : report::evidence_json(page).dump(2) + "\n");
  return verify::all_passed(page) ? done : failed;
}

}  // namespace marginwalk::cli
