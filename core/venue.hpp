#pragma once

#include <string>
#include <vector>

#include "core/tier_schedule.hpp"
#include "core/units.hpp"

namespace marginwalk::core {

/// A linear perpetual future: profit in quote currency, size in base.
struct Contract {
  std::string name;        ///< house name, as in BTC-PERP
  std::string underlying;  ///< the asset whose price it follows
  TierSchedule tiers;
  Rate taker_fee;        ///< of the notional, on what the trader opens or closes during a run
  Rate liquidation_fee;  ///< of the notional closed by a liquidation
};

/// The rules of one exchange, as data. Contracts are sorted by name; positions and prices refer to
/// them by index.
struct Venue {
  std::string name;
  bool liquidates_at_equality = true;  ///< at equity = requirement: liquidated (true) or not yet
  std::vector<Contract> contracts;
};

}  // namespace marginwalk::core
