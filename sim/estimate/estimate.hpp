#pragma once

#include <optional>

namespace marginwalk::estimate {

/// A number with its interval. A bound that the sample is too small to give is absent.
struct Estimate {
  double estimate = 0;
  std::optional<double> low;
  std::optional<double> high;
};

/// Confidence of every interval that is reported.
inline constexpr double confidence = 0.95;

}  // namespace marginwalk::estimate
