#pragma once

#include <filesystem>
#include <vector>

#include "sim/scenario/input_error.hpp"
#include "sim/scenario/study.hpp"
#include "sim/scenario/study_document.hpp"

namespace marginwalk::scenario {

/// Reads a study file and everything it names, puts the settings over it, checks all of it, and
/// opens the account of every cell. Throws InputError, and nothing else, for bad input.
[[nodiscard]] Study load_study(const std::filesystem::path& file,
                               const std::vector<Setting>& settings = {},
                               const LoadOptions& options = {});

}  // namespace marginwalk::scenario
