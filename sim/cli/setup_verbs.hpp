#pragma once

#include <string>

#include "sim/cli/exit_code.hpp"

namespace marginwalk::cli {

class Program;

struct SchemaArguments {
  std::string of = "study";  ///< study, account, model, venue or episode
};

/// Prints the JSON Schema of a kind of file.
ExitCode schema(const SchemaArguments& arguments);

struct InitArguments {
  std::string file = "study.yaml";
};

/// Writes a study to start from, with comments.
ExitCode init(const InitArguments& arguments);

/// Adds what helps to write studies and commands: `init`, `schema` and `completion`.
void add_setup(Program& program);

}  // namespace marginwalk::cli
