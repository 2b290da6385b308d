#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/units.hpp"

namespace marginwalk::core {

/// One bracket of a venue's margin table. It holds notionals above the bracket before it and up to
/// and including `up_to`.
struct Tier {
  Money up_to;                   ///< greatest notional of the bracket
  Rate maintenance_margin_rate;  ///< of the whole notional
  Money maintenance_amount;      ///< deducted from rate x notional, so that tiers join
  double max_leverage = 1;       ///< notional / initial margin allowed at most
};

/// What a position must keep as maintenance margin, and how high it may be levered, by notional.
///
///     maintenance(N) = N * rate - amount,  with the rate and amount of N's bracket
///
/// Rates rise from bracket to bracket and amounts join them (amount_n = amount_{n-1} + floor_n *
/// (rate_n - rate_{n-1})), which makes the requirement the maximum of its affine pieces: continuous
/// and convex, so that it does not matter to which bracket an edge belongs.
class TierSchedule {
 public:
  /// A schedule of rising brackets; `tiers` must not be empty. Notionals above the last bracket
  /// keep its rate and amount, but may not be opened.
  explicit TierSchedule(std::vector<Tier> tiers);

  /// One rate for every notional.
  static TierSchedule flat(Rate maintenance_margin_rate, double max_leverage);

  /// The bracket of a notional >= 0.
  [[nodiscard]] const Tier& at(Money notional) const;

  /// Maintenance requirement of a notional >= 0.
  [[nodiscard]] Money maintenance(Money notional) const {
    const Tier& tier = at(notional);
    return notional * tier.maintenance_margin_rate - tier.maintenance_amount;
  }

  /// The greatest notional that may be opened.
  [[nodiscard]] Money limit() const { return tiers_.back().up_to; }

  [[nodiscard]] const std::vector<Tier>& tiers() const { return tiers_; }

 private:
  std::vector<Tier> tiers_;
};

/// What is wrong with one bracket of a margin table.
enum class TierFlaw {
  not_rising,     ///< `up_to` is not above that of the bracket before, or the rate is below it
  jumps,          ///< the requirement jumps at the bracket's lower edge
  leverage_high,  ///< the initial margin at the maximum leverage would be below maintenance
};

struct TierFault {
  std::size_t tier = 0;  ///< index of the bracket
  TierFlaw flaw{};
  Money amount;  ///< `jumps`: the maintenance amount that would join the bracket to the one before
};

/// The first fault of a margin table, if there is one. A jump of less than 1e-9 of the edge's
/// notional is rounding.
[[nodiscard]] std::optional<TierFault> find_fault(const std::vector<Tier>& tiers);

}  // namespace marginwalk::core
