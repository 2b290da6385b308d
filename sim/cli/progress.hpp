#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace marginwalk::cli {

/// A line of progress with rate and time left, both of what follows the first paths, which are
/// slow (run::paths_with_extremes). On a terminal it is drawn anew again and again, as
/// much of it as fits, and clears itself away; elsewhere nothing is told or, where asked for, a
/// line at the start and every minute.
class Progress {
 public:
  enum class Elsewhere { silent, log };

  explicit Progress(std::string what, std::uint64_t paths);

  /// Tells of blocks and cells, too. `already` of the paths were done before, and say nothing about
  /// the rate.
  Progress(std::string what, std::uint64_t paths, std::uint64_t already, std::size_t cells,
           Elsewhere elsewhere);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Tells how many paths are done.
  void operator()(std::uint64_t done);

  /// Tells that there will be so many paths, as far as can be foreseen.
  void expect(std::uint64_t paths) { paths_ = paths; }

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] std::string line(std::uint64_t done) const;

  std::string what_;
  std::uint64_t paths_;
  std::size_t cells_ = 0;  ///< 0 where only paths are told
  bool is_terminal_;       ///< standard error is one
  bool is_told_;
  std::uint64_t counted_from_;  ///< the rate is of the paths from this one on
  Clock::time_point began_ = Clock::now();
  Clock::time_point drawn_;
};

}  // namespace marginwalk::cli
