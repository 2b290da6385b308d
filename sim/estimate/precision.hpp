#pragma once

#include <cstddef>
#include <optional>

#include "sim/estimate/estimate.hpp"

/// Sampling until an interval is narrow enough. A sample that is looked at again and again, and
/// that ends where its interval looks narrow, misses the truth more often than an interval of a
/// fixed sample: by up to a percentage point here. What helps: the width falls as 1 / sqrt(n), the
/// looks are half as many paths again apart, and so, where n is large enough for the width to be
/// known to some percent, the sample ends at one of two neighbouring looks, those around the n that
/// is needed. By Bonferroni's inequality an error of (1 - confidence) / 2 at each look leaves 1 -
/// confidence for both.
///
/// Sources: Y. S. Chow, H. Robbins, "On the asymptotic theory of fixed-width sequential confidence
/// intervals for the mean", Annals of Mathematical Statistics 36 (1965), 457-462; P. W. Glynn,
/// W. Whitt, "The asymptotic validity of sequential stopping rules for stochastic simulations",
/// Annals of Applied Probability 2 (1992), 180-198: the number at which such a rule ends is
/// asymptotically fixed. For what is left of chance at small n the coverage is tested.
namespace marginwalk::estimate {

/// Looks at which a sequential sample can end, but for a negligible probability.
inline constexpr int looks_to_end_at = 2;

/// Confidence of each interval at each look, so that those at the end have `confidence`: 97.5 %.
inline constexpr double sequential_confidence = 1 - (1 - confidence) / looks_to_end_at;

/// How far the bounds of an interval may be from the estimate.
struct Tolerance {
  double width = 0;
  bool relative = false;  ///< width is a share of the estimate
};

/// The distance of the farther bound from the estimate, in units of the tolerance: precise enough
/// at 1 or below. Infinite where there is no estimate, where a bound is missing, or where a share
/// of 0 is asked for. Taking the farther bound keeps a sample without any event from looking
/// precise.
[[nodiscard]] double imprecision(const std::optional<Estimate>& value, const Tolerance& tolerance);

}  // namespace marginwalk::estimate
