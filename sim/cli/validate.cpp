#include "sim/cli/output.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/report/resolved.hpp"

namespace marginwalk::cli {

ExitCode validate(const StudyArguments& arguments) {
  for (const scenario::Study& study : load_studies(arguments)) {
    print(report::describe(study));
  }
  return done;
}

}  // namespace marginwalk::cli
