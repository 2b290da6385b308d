#pragma once

#include <vector>

namespace marginwalk::report {

/// What an axis shows.
struct AxisRange {
  double low = 0;
  double high = 1;
  bool logarithmic = false;

  /// Where a value is: 0 at `low`, 1 at `high`.
  [[nodiscard]] double place(double value) const;
};

/// The least of 1, 2 or 5 times a power of ten that cuts a length into at most so many parts.
[[nodiscard]] double round_step(double length, int parts);

/// Round values in a range: round steps, at most five of them; of a
/// logarithmic one, 1, 2 and 5 times each power, or the powers alone where these are many.
[[nodiscard]] std::vector<double> round_values(const AxisRange& range);

}  // namespace marginwalk::report
