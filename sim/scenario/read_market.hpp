#pragma once

#include <optional>
#include <vector>

#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/read_funding.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::scenario {

/// An asset as it was written.
struct AssetSpec {
  std::string name;
  core::Price price;
  std::optional<core::Money> daily_volume;   ///< traded in a day, on all markets
  std::optional<core::Money> open_interest;  ///< of its contracts
};

/// What all policies share: prices, their law, funding, liquidity.
struct MarketSpec {
  std::vector<AssetSpec> assets;  ///< sorted by name
  std::optional<paths::ModelParameters> model;
  FundingSpec funding;
  core::Rate slippage;
  double impact = 0;  ///< of an order of a day's volume, in daily volatilities
  double liquidity_multiplier = 1;
  std::optional<replay::InsuranceFund> insurance_fund;
};

/// Reads the key `market`. A model that comes from a file may know more assets than the study.
[[nodiscard]] MarketSpec read_market(const Node& node, bool model_is_file, Problems& problems);

/// The same where only prices must be there.
[[nodiscard]] MarketSpec read_prices(const Node& node, bool model_is_file, Problems& problems);

}  // namespace marginwalk::scenario
