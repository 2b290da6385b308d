#include <fmt/format.h>

#include "sim/cli/output.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/report/assessment.hpp"
#include "sim/scenario/load_account.hpp"

namespace marginwalk::cli {
namespace {

/// The file that would say what the options say.
std::string as_file(const SinglePosition& position) {
  const std::string asset = position.contract.substr(0, position.contract.find("-PERP"));
  const auto line = [](std::string_view key, const std::optional<std::string>& value) {
    return value ? fmt::format(", {}: {}", key, *value) : std::string();
  };
  std::string text =
      fmt::format("schema: 1\nmarket:\n  assets: {{{}: {{price: {}}}}}\n", asset, position.mark);
  if (position.volatility) {
    text += fmt::format("  model: {{kind: gbm, volatility: {{{}: {}}}}}\n", asset,
                        *position.volatility);
  }
  text += fmt::format("venue: {}\naccount:\n  wallet: {}\n  positions:\n", position.venue,
                      position.wallet);
  return text + fmt::format("    - {{contract: {}, side: {}{}{}{}{}, leverage: {}}}\n",
                            position.contract, position.side, line("size", position.size),
                            line("notional", position.notional), line("entry", position.entry),
                            line("margin_mode", position.margin_mode), position.leverage);
}

}  // namespace

ExitCode assess(const AssessArguments& arguments) {
  const std::vector<std::string>& files = arguments.study.files;
  const scenario::Study study =
      scenario::load_account(files.empty() ? read_text(as_file(arguments.position), arguments.study)
                                           : read_file(files.front(), arguments.study));
  print(arguments.format == "json" ? report::assessment_json(study).dump(2) + "\n"
                                   : report::assessment(study));
  return done;
}

}  // namespace marginwalk::cli
