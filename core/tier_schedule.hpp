#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/units.hpp"

namespace marginwalk::core {

/// One bracket of a venue's margin table. It holds sizes above the bracket before it and up to and
/// including `up_to`; a size is a notional or a number of contracts, as the venue measures.
struct Tier {
  double up_to = 0;              ///< greatest size of the bracket
  Rate maintenance_margin_rate;  ///< of the whole notional
  Money maintenance_amount;      ///< deducted from rate x notional, so that tiers join
  double max_leverage = 1;       ///< notional / initial margin allowed at most
};

/// How brackets follow each other.
enum class TierRule {
  deduction,       ///< amounts join them, so that the requirement is continuous
  whole_position,  ///< nothing is deducted: the requirement jumps where a bracket begins
};

/// What a position must keep as maintenance margin, and how high it may be levered, by size.
///
///     maintenance(N) = N * rate - amount,  with the rate and amount of the bracket
///
/// Rates rise from bracket to bracket. Under TierRule::deduction amounts join them (amount_n =
/// amount_{n-1} + floor_n * (rate_n - rate_{n-1})), which makes the requirement the maximum of its
/// affine pieces: continuous and convex, so that it does not matter to which bracket an edge
/// belongs. Without amounts it jumps, and an edge belongs to the bracket below.
class TierSchedule {
 public:
  /// A schedule of rising brackets; `tiers` must not be empty. Sizes above the last bracket keep
  /// its rate and amount, but may not be opened.
  explicit TierSchedule(std::vector<Tier> tiers);

  /// One rate for every notional.
  static TierSchedule flat(Rate maintenance_margin_rate, double max_leverage);

  /// The bracket of a size >= 0.
  [[nodiscard]] const Tier& at(double size) const { return tiers_[index(size)]; }

  /// Its place among the brackets.
  [[nodiscard]] std::size_t index(double size) const {
    // Most sizes lie in the first brackets, so a scan beats a bisection.
    std::size_t i = 0;
    while (i + 1 < tiers_.size() && size > tiers_[i].up_to) ++i;
    return i;
  }

  /// Maintenance requirement of a notional >= 0, where brackets are of notionals.
  [[nodiscard]] Money maintenance(Money notional) const {
    const Tier& tier = at(notional.value());
    return notional * tier.maintenance_margin_rate - tier.maintenance_amount;
  }

  /// The greatest size that may be opened.
  [[nodiscard]] double limit() const { return tiers_.back().up_to; }

  [[nodiscard]] const std::vector<Tier>& tiers() const { return tiers_; }

 private:
  std::vector<Tier> tiers_;
};

/// The same brackets with the maintenance amounts that join them: amount_n = amount_{n-1} +
/// floor_n x (rate_n - rate_{n-1}).
[[nodiscard]] std::vector<Tier> joined(std::vector<Tier> tiers);

/// The maintenance margin rate of a venue that asks for half of the initial margin at a bracket's
/// maximum leverage: 1 / (2 x leverage).
[[nodiscard]] inline Rate half_of_initial(double max_leverage) {
  return Rate(1 / (2 * max_leverage));
}

/// What is wrong with one bracket of a margin table.
enum class TierFlaw {
  not_rising,     ///< `up_to` is not above that of the bracket before, or the rate is below it
  jumps,          ///< the requirement jumps at the bracket's lower edge, or an amount is given
                  ///< where none is deducted
  leverage_high,  ///< the initial margin at the maximum leverage would be below maintenance
};

/// Where a margin table is wrong, and how.
struct TierFault {
  std::size_t tier = 0;  ///< index of the bracket
  TierFlaw flaw{};
  Money amount;  ///< `jumps`: the maintenance amount that would join the bracket to the one before
};

/// The first fault of a margin table, if there is one. A jump of less than 1e-9 of the edge's
/// notional is rounding; where brackets do not join, amounts must be 0 and jumps are none.
[[nodiscard]] std::optional<TierFault> find_fault(const std::vector<Tier>& tiers,
                                                  TierRule rule = TierRule::deduction);

}  // namespace marginwalk::core
