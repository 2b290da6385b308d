#pragma once

#include <string_view>

#include "sim/scenario/input_error.hpp"

namespace marginwalk::scenario {

/// What is wrong with a text whose grammar breaks, told to somebody who has never read YAML's: the
/// quote or bracket that is not closed, the colon that is missing, the indentation that fits
/// nothing. `stopped` is where the parser gave up, often long after the mistake, and `reason` what
/// it said, which is repeated where nothing better is known.
[[nodiscard]] Problem grammar_mistake(std::string_view text, const Location& stopped,
                                      std::string_view reason);

}  // namespace marginwalk::scenario
