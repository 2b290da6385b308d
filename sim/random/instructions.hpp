#pragma once

#include <string>
#include <vector>

namespace marginwalk::random {

/// What computes many lanes at once is compiled for several instruction sets, of which the best
/// that the processor has is chosen when the program starts. All give the same results to the last
/// bit, so the choice is a matter of speed alone.

/// The instruction sets that this processor has and there is code for, best first; the last is
/// plain code, which every processor runs.
[[nodiscard]] std::vector<std::string> available_instructions();

/// The one in use.
[[nodiscard]] std::string instructions_in_use();

/// Uses another one of those available, to compare them. Not while anything is being computed.
void use_instructions(const std::string& name);

}  // namespace marginwalk::random
