#pragma once

#include <string>
#include <vector>

#include "sim/cli/verb.hpp"

namespace marginwalk::cli {

/// A script by which bash completes the words of every verb, and else the names of files.
[[nodiscard]] std::string bash_completion(const std::vector<VerbWords>& verbs);

}  // namespace marginwalk::cli
