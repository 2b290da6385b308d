#include "core/tier_schedule.hpp"

#include <limits>
#include <utility>

#include "core/expect.hpp"

namespace marginwalk::core {

TierSchedule::TierSchedule(std::vector<Tier> tiers) : tiers_(std::move(tiers)) {
  MARGINWALK_EXPECTS(!tiers_.empty());
}

TierSchedule TierSchedule::flat(Rate maintenance_margin_rate, double max_leverage) {
  constexpr double unlimited = std::numeric_limits<double>::infinity();
  return TierSchedule({{unlimited, maintenance_margin_rate, Money(0), max_leverage}});
}

std::vector<Tier> joined(std::vector<Tier> tiers) {
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    tiers[i].maintenance_amount = Money(0);
    if (i == 0) continue;
    const Tier& below = tiers[i - 1];
    tiers[i].maintenance_amount =
        below.maintenance_amount +
        Money(below.up_to) * Rate(tiers[i].maintenance_margin_rate - below.maintenance_margin_rate);
  }
  return tiers;
}

std::optional<TierFault> find_fault(const std::vector<Tier>& tiers, TierRule rule) {
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    const Tier& tier = tiers[i];
    if (tier.max_leverage * tier.maintenance_margin_rate.value() > 1) {
      return TierFault{i, TierFlaw::leverage_high, {}};
    }
    if ((i == 0 || rule == TierRule::whole_position) && tier.maintenance_amount != Money(0)) {
      return TierFault{i, TierFlaw::jumps, Money(0)};
    }
    if (i == 0) continue;
    const Tier& below = tiers[i - 1];
    if (tier.up_to <= below.up_to || tier.maintenance_margin_rate < below.maintenance_margin_rate) {
      return TierFault{i, TierFlaw::not_rising, {}};
    }
    if (rule == TierRule::whole_position) continue;
    const Money edge(below.up_to);
    const Money joined = below.maintenance_amount +
                         edge * Rate(tier.maintenance_margin_rate - below.maintenance_margin_rate);
    if (abs(tier.maintenance_amount - joined) > 1e-9 * edge) {
      return TierFault{i, TierFlaw::jumps, joined};
    }
  }
  return std::nullopt;
}

}  // namespace marginwalk::core
