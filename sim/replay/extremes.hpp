#pragma once

#include <limits>

#include "core/liquidation.hpp"

namespace marginwalk::replay {

/// The extremes of a path so far.
class Extremes {
 public:
  /// Starts afresh where an account stands.
  void begin(const core::Exposure& start);

  /// Takes in what a check found: the state before liquidations, and worth after them.
  void observe(const core::Exposure& before, core::Money worth_after);

  /// Whether checks may find anything new while every mark stays between `low` and `high`.
  ///
  /// A scope's level falls below L where equity - L x maintenance < 0. That is a sum over positions
  /// of functions of one mark each, least at an end of its range where it is concave, which it is
  /// where requirements are convex.
  [[nodiscard]] bool may_change(const core::Venue& venue, const core::Account& account,
                                core::Marks low, core::Marks high) const;

  /// The greatest fall of equity below its highest value so far, as a share of it, at most 1.
  [[nodiscard]] double max_drawdown() const { return max_drawdown_; }

  /// The least margin level of any scope, floored at 0.
  [[nodiscard]] double least_margin_level() const { return least_margin_level_; }

 private:
  /// At least equity - L x maintenance of a position within its range, by its ends.
  [[nodiscard]] core::Money least_surplus(const core::Contract& contract,
                                          const core::MarginState& at_low,
                                          const core::MarginState& at_high) const;

  core::Money peak_;
  double max_drawdown_ = 0;
  double least_margin_level_ = std::numeric_limits<double>::infinity();
};

}  // namespace marginwalk::replay
