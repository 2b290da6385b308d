#include <optional>

#include "sim/cli/option_value.hpp"
#include "sim/cli/output.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/report/cost_text.hpp"
#include "sim/report/resolved.hpp"
#include "sim/run/block_loop.hpp"
#include "sim/scenario/units.hpp"

namespace marginwalk::cli {
namespace {

/// For all files together: nobody waits for an estimate.
constexpr double probe_seconds = 2;

}  // namespace

ExitCode validate(const ValidateArguments& arguments) {
  const std::vector<scenario::Study> studies = load_studies(arguments.study);
  std::optional<std::uint64_t> path_rate;
  if (arguments.path_rate) {
    path_rate = option_value("--path-rate", *arguments.path_rate, scenario::parse_count);
  }
  std::string separator;
  for (const scenario::Study& study : studies) {
    const run::Cost cost =
        run::probe_cost(study, path_rate ? 0 : probe_seconds / static_cast<double>(studies.size()));
    print(separator + report::describe(study) +
          report::cost_text(study, cost, run::thread_count(arguments.threads), path_rate));
    separator = "\n\n";
  }
  return done;
}

}  // namespace marginwalk::cli
