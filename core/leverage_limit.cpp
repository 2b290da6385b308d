#include "core/leverage_limit.hpp"

#include <algorithm>

namespace marginwalk::core {

double most_leverage(const Contract& contract, const Tier& tier, MarginMode mode) {
  const Rate least = contract.initial_margin_rate;
  if (mode == MarginMode::cross || least <= Rate(0)) return tier.max_leverage;
  return std::min(tier.max_leverage, 1 / least.value());
}

double largest_size(const Contract& contract, const Position& position) {
  double size = 0;
  for (const Tier& tier : contract.tiers.tiers()) {
    if (position.leverage > most_leverage(contract, tier, position.mode) * (1 + 1e-12)) break;
    size = tier.up_to;
  }
  return size;
}

double tier_size_of(const Contract& contract, Size size, Price mark, Price fill) {
  const MaintenanceRule& rule = contract.maintenance_rule;
  if (rule.tier_measure == TierMeasure::contracts) return abs(size) / contract.contract_size;
  return (abs(size) * (rule.valuation == Valuation::mark ? mark : fill)).value();
}

}  // namespace marginwalk::core
