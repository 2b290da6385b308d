#include <fmt/format.h>

#include <filesystem>

#include "sim/cli/output.hpp"
#include "sim/cli/setup_verbs.hpp"
#include "sim/cli/studies.hpp"
#include "sim/report/pending_file.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"

namespace marginwalk::cli {

ExitCode init(const InitArguments& arguments) {
  const std::filesystem::path file(arguments.file);
  std::error_code unknown;
  if (std::filesystem::exists(file, unknown)) {
    throw scenario::InputError({{{arguments.file, 0, 0}, "is there already (nothing is written)"}});
  }
  const std::string starter = scenario::read_text(shipped_scenarios() / "starter.yaml");
  report::PendingFile(file, starter).move_into_place();
  tell(fmt::format("{0} is written: change it, and `marginwalk run {0}`\n", arguments.file));
  return done;
}

}  // namespace marginwalk::cli
