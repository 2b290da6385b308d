#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/cli/verb.hpp"

namespace marginwalk::cli {

/// What is wrong with the words of a command, where one is no verb, or an option that its verb does
/// not have, and what may have been meant. What remains, the parser of options tells.
[[nodiscard]] std::optional<std::string> wrong_word(const std::vector<VerbWords>& verbs,
                                                    const std::vector<std::string>& typed);

}  // namespace marginwalk::cli
