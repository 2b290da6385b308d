#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace marginwalk::run {

/// A study whose shards Slurm runs, and merges when all are complete.
struct SlurmJob {
  std::string program;                 ///< path of marginwalk on the nodes
  std::vector<std::string> arguments;  ///< the study's file and settings
  std::string folder;                  ///< of stores, logs and results; all nodes see it
  std::string name;                    ///< of the study, as stem of its files
  std::uint64_t shards = 1;
  unsigned threads = 1;                  ///< processors for each shard
  std::optional<std::uint32_t> seconds;  ///< limit for each stretch of a shard
  std::optional<std::string> partition;
  std::vector<std::string> options = {};  ///< further ones of sbatch, KEY=VALUE

  /// Slurm may send the signal that it is asked for two minutes before the end a minute earlier.
  /// (Source: sbatch(1), --signal.) What is shorter than this would come to nothing.
  static constexpr std::uint32_t least_seconds = 300;
};

/// A word as a shell reads it back.
[[nodiscard]] std::string shell_word(const std::string& text);

/// The script of a job array, one task for each shard. Two minutes before a task's time is over
/// (or when it must make room) it is told to end; what is finished is in its store, and it queues
/// up again until its shard is complete.
[[nodiscard]] std::string shards_script(const SlurmJob& job);

/// The script that merges the shards and writes the results beside them.
[[nodiscard]] std::string merge_script(const SlurmJob& job);

}  // namespace marginwalk::run
