#pragma once

#include <string>

#include "sim/scenario/study.hpp"

namespace marginwalk::cli {

/// The index of the cell that an option names. Throws scenario::InputError where there is none.
[[nodiscard]] std::size_t find_cell(const scenario::Study& study, const std::string& name,
                                    const std::string& option = "--cell");

}  // namespace marginwalk::cli
