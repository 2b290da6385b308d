#pragma once

#include "core/account.hpp"

namespace marginwalk::test {

/// BTC-PERP (contract 0, maintenance 0.5 %) and ETH-PERP (contract 1, 1 %), flat and without fees
/// unless stated.
inline core::Venue two_markets(double liquidation_fee = 0) {
  using core::Rate;
  using core::TierSchedule;
  return {"two markets",
          true,
          {{"BTC-PERP", "BTC", TierSchedule::flat(Rate(.005), 125), Rate(0), Rate(liquidation_fee)},
           {"ETH-PERP", "ETH", TierSchedule::flat(Rate(.01), 50), Rate(0), Rate(liquidation_fee)}}};
}

inline core::Position cross(std::size_t contract, double size, double entry, double leverage) {
  return {contract, core::Size(size), core::Price(entry), core::MarginMode::cross, leverage, {}};
}

/// Posted margin is what the leverage follows from.
inline core::Position isolated(std::size_t contract, double size, double entry, double margin) {
  const double leverage = std::abs(size) * entry / margin;
  return {contract, core::Size(size),   core::Price(entry), core::MarginMode::isolated,
          leverage, core::Money(margin)};
}

}  // namespace marginwalk::test
