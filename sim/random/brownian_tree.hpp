#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace marginwalk::random {

inline constexpr std::uint32_t seconds_per_minute = 60;
inline constexpr std::uint32_t seconds_per_hour = 3600;
inline constexpr std::uint32_t minutes_per_day = 1440;
inline constexpr std::uint32_t seconds_per_day = minutes_per_day * seconds_per_minute;
inline constexpr double seconds_per_year = 365.0 * seconds_per_day;

/// One cut of a day: the value at `minute` is a Brownian bridge point between `left` and `right`,
/// value = left + weight x (right - left) + deviation x normal.
struct Cut {
  std::uint32_t minute = 0;
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  float weight = 0;
  float deviation = 0;  ///< square roots of a year
};

/// What makes the end of a day from its start, in the form of a cut: both its ends are the start.
[[nodiscard]] Cut day_end();

/// The cut that makes a minute of a day, 0 < minute < 1440. Every day is cut at 480 minutes, then
/// at 960, each eight hours at half and so on by halves, floor(n / 2) minutes first, to the minute.
[[nodiscard]] Cut cut_of(std::uint32_t minute);

/// The cut of an interval of a day, of more than one minute, that such cuts have made.
[[nodiscard]] Cut cut_between(std::uint32_t left, std::uint32_t right);

/// The minutes of a day that are visited: those wanted and those they are cut from.
class DayPlan {
 public:
  explicit DayPlan(const std::vector<std::uint32_t>& wanted_minutes);

  /// Parents before children.
  [[nodiscard]] const std::vector<Cut>& cuts() const { return cuts_; }

 private:
  std::vector<Cut> cuts_;
};

/// Independent standard Brownian motions for every path, as an address space: the value at a node
/// depends on the seed, the path, the node and the factor alone. Time is measured in years of 365
/// days, values in square roots of a year, in single precision: their rounding, 3e-8 at a month,
/// is a fifty-thousandth of a minute's deviation.
///
/// A day's end is drawn given the end of the day before; every other whole minute is a bridge point
/// given the two ends of the interval that it cuts. So a finer step, a longer horizon and another
/// model all see the same motions.
class BrownianTree {
 public:
  BrownianTree(std::uint64_t seed, std::size_t factors) : seed_(seed), factors_(factors) {}

  [[nodiscard]] std::uint64_t seed() const { return seed_; }
  [[nodiscard]] std::size_t factors() const { return factors_; }

  /// The values at a node, a whole number of minutes from the start, one for each factor. This is
  /// the definition of the tree; it draws every ancestor of the node.
  [[nodiscard]] std::vector<float> at(std::uint64_t path, std::uint32_t seconds) const;

  /// Draws a day minute by minute. `motion` has 1441 rows of `factors()` values, one for each
  /// minute. The end, from row 0:
  void fill_end(std::uint64_t path, std::uint32_t day, std::span<float> motion) const;

  /// The row of a cut, whose left and right rows are filled.
  void fill_cut(std::uint64_t path, std::uint32_t day, const Cut& cut,
                std::span<float> motion) const;

 private:
  /// values = left + weight x (right - left) + deviation x (the normals at a node).
  void bridge(std::uint64_t path, std::uint32_t node, const Cut& cut, const float* left,
              const float* right, float* values) const;

  std::uint64_t seed_;
  std::size_t factors_;
};

}  // namespace marginwalk::random
