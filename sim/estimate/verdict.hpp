#pragma once

#include <optional>

#include "sim/estimate/estimate.hpp"

namespace marginwalk::estimate {

/// What is demanded of a number: to be at most, or at least, a limit.
struct Demand {
  enum class Side { at_most, at_least };

  Side side = Side::at_most;
  double limit = 0;
};

/// Passed and failed are said with the confidence of the interval; undecided, where it holds the
/// limit or lacks the bound that would decide.
enum class Verdict { passed, failed, undecided };

/// Passed where the whole interval is on the right side of the limit, failed where the whole
/// interval is beyond it. A bound on the limit is on the right side: it is met there.
[[nodiscard]] Verdict judge(const std::optional<Estimate>& number, const Demand& demand);

}  // namespace marginwalk::estimate
