#pragma once

#include <optional>
#include <vector>

#include "sim/paths/funding_premium.hpp"
#include "sim/scenario/asset_names.hpp"
#include "sim/scenario/document.hpp"

namespace marginwalk::scenario {

/// Funding as it was written: the rate of one interval, by asset, or what it moves about.
struct FundingSpec {
  std::vector<double> rate;  ///< empty = none
  std::uint32_t every = 0;   ///< seconds
  std::optional<paths::FundingPremium> premium;
};

/// Reads the key `market.funding`.
[[nodiscard]] FundingSpec read_funding(const Node& node, const AssetNames& assets,
                                       Problems& problems);

}  // namespace marginwalk::scenario
