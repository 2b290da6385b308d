#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/liquidity.hpp"
#include "core/units.hpp"
#include "sim/paths/funding_premium.hpp"
#include "sim/paths/model.hpp"
#include "sim/replay/insurance_fund.hpp"

namespace marginwalk::replay {

/// An asset that has a price.
struct Asset {
  std::string name;
  core::Price start;
  std::optional<paths::DerivedPrice> derived{};  ///< from the price of another
};

/// Funding of one contract, on the clock: at every whole multiple of the interval since midnight
/// UTC. The rate is constant unless the market's moves.
struct Funding {
  core::Rate rate;                  ///< of the notional, for one interval; longs pay when positive
  std::uint32_t every_seconds = 0;  ///< 0 = no funding
  double share = 1;                 ///< of the market's interval that this one lasts
  core::Rate cap{std::numeric_limits<double>::infinity()};  ///< for one interval, either way

  /// The contract's rate, given that of the market's interval.
  [[nodiscard]] core::Rate of(double market_rate) const {
    return std::clamp(core::Rate(market_rate * share), -cap, cap);
  }

  /// Whether both cost the same, where rates are constant.
  bool operator==(const Funding& other) const {
    return rate == other.rate && every_seconds == other.every_seconds;
  }
};

/// Funding rates that move, by asset, for one interval on the clock: interest and premiums.
struct MovingFunding {
  paths::FundingPremium premium;
  std::vector<double> interest;
  std::uint32_t every_seconds = 0;
};

/// What all policies under one venue share besides the price paths.
struct Market {
  std::vector<Asset> assets;  ///< sorted by name; behind them derived prices
  /// The asset of each contract, then of each collateral asset: indices into `assets`.
  std::vector<std::size_t> underlying;
  std::vector<Funding> funding;  ///< by contract
  core::Liquidity liquidity;
  std::optional<InsuranceFund> insurance_fund{};
  std::optional<MovingFunding> moving_funding{};

  /// The asset that a price is one of or derived from.
  [[nodiscard]] std::size_t asset_of(std::size_t price) const {
    return assets[price].derived ? assets[price].derived->of : price;
  }
};

/// Tripwires hold as long as no price is this many times what it was at the start; above, every
/// stop is looked at.
inline constexpr double tripwire_ceiling = 16;

/// The mark of each contract and the price of each collateral asset at the start.
[[nodiscard]] std::vector<core::Price> start_marks(const Market& market);

/// When a study starts, how far it looks, and how often requirements are checked.
struct Clock {
  std::int64_t start = 0;     ///< seconds since 1970-01-01T00:00Z; a whole hour
  std::uint32_t horizon = 0;  ///< seconds; a whole multiple of the step
  std::uint32_t step = 0;     ///< seconds; whole minutes that divide a day, or a whole day
};

/// Whether an interval on the clock ends at a moment of a study; never for an interval of 0.
[[nodiscard]] bool is_due(std::uint32_t every_seconds, const Clock& clock, std::uint32_t seconds);

}  // namespace marginwalk::replay
