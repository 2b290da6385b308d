#include "core/tier_schedule.hpp"

#include <limits>
#include <utility>

#include "core/expect.hpp"

namespace marginwalk::core {

TierSchedule::TierSchedule(std::vector<Tier> tiers) : tiers_(std::move(tiers)) {
  MARGINWALK_EXPECTS(!tiers_.empty());
}

TierSchedule TierSchedule::flat(Rate maintenance_margin_rate, double max_leverage) {
  const Money unlimited(std::numeric_limits<double>::infinity());
  return TierSchedule({{unlimited, maintenance_margin_rate, Money(0), max_leverage}});
}

const Tier& TierSchedule::at(Money notional) const {
  // Most notionals lie in the first brackets, so a scan beats a bisection.
  const Tier* tier = tiers_.data();
  const Tier* const last = tier + tiers_.size() - 1;
  while (tier != last && notional > tier->up_to) ++tier;
  return *tier;
}

std::optional<TierFault> find_fault(const std::vector<Tier>& tiers) {
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    const Tier& tier = tiers[i];
    if (tier.max_leverage * tier.maintenance_margin_rate.value() > 1) {
      return TierFault{i, TierFlaw::leverage_high, {}};
    }
    if (i == 0) {
      if (tier.maintenance_amount != Money(0)) return TierFault{i, TierFlaw::jumps, Money(0)};
      continue;
    }
    const Tier& below = tiers[i - 1];
    if (tier.up_to <= below.up_to || tier.maintenance_margin_rate < below.maintenance_margin_rate) {
      return TierFault{i, TierFlaw::not_rising, {}};
    }
    const Money joined =
        below.maintenance_amount +
        below.up_to * Rate(tier.maintenance_margin_rate - below.maintenance_margin_rate);
    if (abs(tier.maintenance_amount - joined) > 1e-9 * below.up_to) {
      return TierFault{i, TierFlaw::jumps, joined};
    }
  }
  return std::nullopt;
}

}  // namespace marginwalk::core
