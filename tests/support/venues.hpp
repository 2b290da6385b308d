#pragma once

#include <string>
#include <vector>

#include "core/funding.hpp"

namespace marginwalk::test {

/// Binance USD-M BTCUSDT brackets of 2024-10-24 (freqtrade, binance_leverage_tiers.json at
/// c9ae5e1e).
inline std::vector<core::Tier> binance_btc_tiers() {
  using core::Money;
  using core::Rate;
  return {
      {50e3, Rate(.004), Money(0), 125},           {600e3, Rate(.005), Money(50), 100},
      {3e6, Rate(.0065), Money(950), 75},          {12e6, Rate(.01), Money(11'450), 50},
      {70e6, Rate(.02), Money(131'450), 25},       {100e6, Rate(.025), Money(481'450), 20},
      {230e6, Rate(.05), Money(2'981'450), 10},    {480e6, Rate(.1), Money(14'481'450), 5},
      {600e6, Rate(.125), Money(26'481'450), 4},   {800e6, Rate(.15), Money(41'481'450), 3},
      {1'200e6, Rate(.25), Money(121'481'450), 2}, {1'800e6, Rate(.5), Money(421'481'450), 1},
  };
}

/// A perpetual future on an asset, at one maintenance rate, without taker fee.
inline core::Contract flat_contract(const std::string& asset, double rate, double max_leverage,
                                    double liquidation_fee = 0) {
  return {asset + "-PERP", asset, core::TierSchedule::flat(core::Rate(rate), max_leverage),
          core::Rate(0), core::Rate(liquidation_fee)};
}

/// BTC-PERP alone.
inline core::Venue flat_venue(double rate = 0.005, double liquidation_fee = 0) {
  return {"flat", true, {flat_contract("BTC", rate, 125, liquidation_fee)}};
}

/// BTC-PERP (contract 0, maintenance 0.5 %) and ETH-PERP (contract 1, 1 %), without fees unless
/// stated.
inline core::Venue two_markets(double liquidation_fee = 0) {
  return {"two markets",
          true,
          {flat_contract("BTC", .005, 125, liquidation_fee),
           flat_contract("ETH", .01, 50, liquidation_fee)}};
}

/// What one unit of each contract pays at a funding stamp of one rate.
inline std::vector<core::Price> funding_charges(const core::Venue& venue, core::Marks marks,
                                                core::Rate rate) {
  std::vector<core::Price> charges;
  for (std::size_t i = 0; i < venue.contracts.size(); ++i) {
    charges.push_back(core::funding_charge(venue.contracts[i], marks[i], rate));
  }
  return charges;
}

}  // namespace marginwalk::test
