#include "sim/run/slurm_queue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>

#include "sim/run/database.hpp"
#include "sim/run/slurm_job.hpp"

namespace marginwalk::run {
namespace {

/// Zero for what is no number.
std::uint64_t number(const std::string& digits) {
  std::uint64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::string in_words(std::string state, const std::string& reason) {
  std::transform(state.begin(), state.end(), state.begin(),
                 [](char letter) { return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter; });
  return reason.empty() || reason == "None" ? state : fmt::format("{} ({})", state, reason);
}

}  // namespace

std::string to_text(const SlurmSubmission& submission) {
  return fmt::format("study {}\nshards {}\narray {}\nmerge {}\n", submission.study,
                     submission.shards, submission.array, submission.merge);
}

SlurmSubmission read_submission(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::map<std::string, std::string> values;
  for (std::string key, value; stream >> key && std::getline(stream >> std::ws, value);) {
    values[key] = value;
  }
  SlurmSubmission submission{values["study"], number(values["shards"]), values["array"],
                             values["merge"]};
  if (submission.shards > 0 && number(submission.array) > 0) return submission;
  throw StoreError(file.string() + ": does not say what was submitted to Slurm");
}

std::string queue_command(const SlurmSubmission& submission) {
  return fmt::format("squeue --noheader --array --format='%F|%K|%T|%r' --jobs={},{}",
                     shell_word(submission.array), shell_word(submission.merge));
}

SlurmQueue parse_queue(const std::string& printed, const SlurmSubmission& submission) {
  SlurmQueue queue;
  std::istringstream lines(printed);
  for (std::string job, index, state, reason;
       std::getline(lines, job, '|') && std::getline(lines, index, '|') &&
       std::getline(lines, state, '|') && std::getline(lines, reason);) {
    if (job == submission.merge) queue.merge = in_words(state, reason);
    if (job == submission.array) queue.shards[number(index)] = in_words(state, reason);
  }
  return queue;
}

}  // namespace marginwalk::run
