#include <fmt/format.h>

#include <functional>
#include <set>

#include "sim/cli/deliver.hpp"
#include "sim/cli/gates.hpp"
#include "sim/cli/interrupt.hpp"
#include "sim/cli/output.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/report/files.hpp"
#include "sim/run/run_study.hpp"
#include "sim/scenario/input_error.hpp"

namespace marginwalk::cli {
namespace {

/// Results are called after their studies: two of one name would replace each other.
void refuse_equal_names(const std::vector<scenario::Study>& studies, const std::string& folder) {
  std::set<std::string> names;
  for (const scenario::Study& study : studies) {
    if (names.insert(study.name).second) continue;
    throw scenario::InputError(
        {{{"-o " + folder, 0, 0},
          fmt::format("two studies are called {} (each would write the same files)", study.name)}});
  }
}

}  // namespace

ExitCode run(const RunArguments& arguments) {
  const std::vector<scenario::Study> studies = load_studies(arguments.study);
  // Before hours of work, not after.
  if (arguments.folder) {
    refuse_equal_names(studies, *arguments.folder);
    report::check_writable(*arguments.folder);
  }

  const std::atomic<bool>& stop = interrupt_flag();
  ExitCode code = done;
  for (const scenario::Study& study : studies) {
    std::optional<run::Result> result;
    {
      Progress progress(study.name, study.paths);
      run::RunOptions options{arguments.threads, std::ref(progress), &stop};
      options.expect = [&](std::uint64_t paths) { progress.expect(paths); };
      result = run::run_study(study, options);
    }
    if (!result) {
      tell(fmt::format("interrupted: nothing was written for {}\n", study.name));
      return interrupted;
    }
    deliver(*result, arguments.format, arguments.folder);
    if (code_of_gates(*result, arguments.strict) == failed) code = failed;
  }
  return code;
}

}  // namespace marginwalk::cli
