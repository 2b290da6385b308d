#include "sim/cli/output.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/report/resolved.hpp"

namespace marginwalk::cli {

ExitCode validate(const StudyArguments& arguments) {
  std::string separator;
  for (const scenario::Study& study : load_studies(arguments)) {
    print(separator + report::describe(study));
    separator = "\n\n";
  }
  return done;
}

}  // namespace marginwalk::cli
