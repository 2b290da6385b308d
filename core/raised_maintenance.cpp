#include <utility>

#include "core/venue.hpp"

namespace marginwalk::core {

Venue with_raised_maintenance(Venue venue, double multiplier) {
  for (Contract& contract : venue.contracts) {
    std::vector<Tier> tiers = contract.tiers.tiers();
    for (Tier& tier : tiers) {
      tier.maintenance_margin_rate = tier.maintenance_margin_rate * multiplier;
      tier.maintenance_amount = tier.maintenance_amount * multiplier;
    }
    contract.tiers = TierSchedule(std::move(tiers));
  }
  return venue;
}

}  // namespace marginwalk::core
