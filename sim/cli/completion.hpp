#pragma once

#include <string>
#include <vector>

#include "sim/cli/verb.hpp"

namespace marginwalk::cli {

/// Scripts by which shells complete the words of every verb, and else the names of files.
[[nodiscard]] std::string bash_completion(const std::vector<VerbWords>& verbs);
[[nodiscard]] std::string zsh_completion(const std::vector<VerbWords>& verbs);
[[nodiscard]] std::string fish_completion(const std::vector<VerbWords>& verbs);

}  // namespace marginwalk::cli
