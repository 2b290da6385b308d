#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/run/slurm_queue.hpp"

namespace marginwalk::cli {

/// What a command prints. None where it fails.
[[nodiscard]] std::optional<std::string> output_of(const std::string& command);

/// What was submitted from the folders among these (NAME.slurm).
[[nodiscard]] std::vector<run::SlurmSubmission> submissions_in(
    const std::vector<std::string>& files_and_folders);

/// What Slurm says of it now. None where it cannot be asked here.
[[nodiscard]] std::optional<run::SlurmQueue> ask_queue(const run::SlurmSubmission& submission);

}  // namespace marginwalk::cli
