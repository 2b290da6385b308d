#include "sim/cli/gates.hpp"

#include <algorithm>

namespace marginwalk::cli {

ExitCode code_of_gates(const run::Result& result, bool strict) {
  using estimate::Verdict;
  const bool fails =
      std::any_of(result.gates.begin(), result.gates.end(), [&](const run::GateResult& gate) {
        return gate.verdict == Verdict::failed || (strict && gate.verdict == Verdict::undecided);
      });
  return fails ? failed : done;
}

}  // namespace marginwalk::cli
