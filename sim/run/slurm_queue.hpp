#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace marginwalk::run {

/// What was handed to Slurm for a study: the array of its shards, and the job that merges them.
struct SlurmSubmission {
  std::string study;
  std::uint64_t shards = 0;
  std::string array;  ///< numbers of jobs
  std::string merge;
};

/// As text for the file NAME.slurm beside the stores, and back. Throws StoreError for another file.
[[nodiscard]] std::string to_text(const SlurmSubmission& submission);
[[nodiscard]] SlurmSubmission read_submission(const std::filesystem::path& file);

/// The command that asks for the queue.
[[nodiscard]] std::string queue_command(const SlurmSubmission& submission);

/// The states of what is in the queue or runs, as in `running` or `pending (Priority)`.
struct SlurmQueue {
  std::map<std::uint64_t, std::string> shards;
  std::optional<std::string> merge;
};

/// What that command printed.
[[nodiscard]] SlurmQueue parse_queue(const std::string& printed, const SlurmSubmission& submission);

}  // namespace marginwalk::run
