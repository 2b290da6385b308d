#include <fmt/format.h>

#include <functional>
#include <numeric>
#include <optional>

#include "sim/cli/deliver.hpp"
#include "sim/cli/find_cell.hpp"
#include "sim/cli/interrupt.hpp"
#include "sim/cli/output.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/report/files.hpp"

namespace marginwalk::cli {

ExitCode attribute(const AttributeArguments& arguments) {
  const scenario::Study study = load_studies(arguments.study).front();
  check_one_market(study.matrix_keys);
  std::vector<std::size_t> cells(study.cells.size());
  std::iota(cells.begin(), cells.end(), 0);
  if (arguments.cell) cells = {find_cell(study, *arguments.cell)};
  if (arguments.folder) report::check_writable(*arguments.folder);
  std::optional<study::Attribution> attribution;
  {
    Progress progress(study.name, study.paths);
    attribution = study::attribute(
        study, cells, {arguments.threads, std::ref(progress), &interrupt_flag(), false});
  }
  if (!attribution) {
    tell("interrupted\n");
    return interrupted;
  }
  deliver(*attribution, arguments.format, arguments.folder);
  return done;
}

}  // namespace marginwalk::cli
