#pragma once

#include <cstdint>
#include <span>

#include "sim/paths/recording.hpp"

namespace marginwalk::paths {

/// One path after the other through a recording, move by move.
class RecordedCourse {
 public:
  /// The recording outlives this.
  RecordedCourse(const Recorded& recorded, std::uint64_t seed);

  /// Before the first move of a path. Paths beyond the last recorded one begin again at the first:
  /// a group of paths is walked whole, though no study asks for them.
  void begin(std::uint64_t path);

  /// Whether moves are lines over their periods, or steps at the ends.
  [[nodiscard]] bool has_lines() const { return recording_->has_lines(); }

  /// Of each asset's logarithm, over the period at hand.
  [[nodiscard]] std::span<const double> move() const { return recording_->move(bar_, part_); }

  /// That period has ended, so many seconds from the start. Behind the last bar comes the first of
  /// the same path: a day is walked whole, though the horizon may end in it.
  void next(std::uint32_t seconds);

 private:
  void draw_block(std::uint32_t seconds);

  const Recording* recording_;
  double new_block_;  ///< the probability after each bar; 0 = there are no blocks
  std::uint64_t seed_;
  std::uint64_t path_ = 0;
  std::size_t first_ = 0;  ///< the path's first bar
  std::size_t bar_ = 0;
  std::size_t part_ = 0;
};

}  // namespace marginwalk::paths
