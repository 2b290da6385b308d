#include "sim/cli/slurm.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>

namespace marginwalk::cli {

namespace fs = std::filesystem;

std::optional<std::string> output_of(const std::string& command) {
  FILE* const pipe = popen(command.c_str(), "r");
  if (!pipe) return std::nullopt;
  std::string text;
  std::array<char, 4096> buffer{};
  for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    text.append(buffer.data(), n);
  }
  return pclose(pipe) == 0 ? std::optional(text) : std::nullopt;
}

std::vector<run::SlurmSubmission> submissions_in(
    const std::vector<std::string>& files_and_folders) {
  std::vector<fs::path> files;
  for (const std::string& name : files_and_folders) {
    if (!fs::is_directory(name)) continue;
    for (const auto& entry : fs::directory_iterator(name)) {
      if (entry.path().extension() == ".slurm") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<run::SlurmSubmission> submissions;
  for (const fs::path& file : files) submissions.push_back(run::read_submission(file));
  return submissions;
}

std::optional<run::SlurmQueue> ask_queue(const run::SlurmSubmission& submission) {
  const std::optional<std::string> printed =
      output_of(run::queue_command(submission) + " 2>/dev/null");
  if (!printed) return std::nullopt;
  return run::parse_queue(*printed, submission);
}

}  // namespace marginwalk::cli
