#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace marginwalk::cli {

/// A line of progress with rate and time left, on a terminal only; it clears itself away.
class Progress {
 public:
  Progress(std::string what, std::uint64_t paths);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Tells how many paths are done.
  void operator()(std::uint64_t done);

  /// Tells that there will be so many paths, as far as can be foreseen.
  void expect(std::uint64_t paths) { paths_ = paths; }

 private:
  using Clock = std::chrono::steady_clock;

  std::string what_;
  std::uint64_t paths_;
  bool shown_;  ///< standard error is a terminal
  Clock::time_point began_ = Clock::now();
  Clock::time_point drawn_;
};

}  // namespace marginwalk::cli
