#include "sim/scenario/list_contracts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "sim/scenario/message_text.hpp"
#include "sim/scenario/suggestion.hpp"

namespace marginwalk::scenario {
namespace {

/// Adds a contract to the study's venue, which stays sorted as names come in order.
void add_contract(const VenueSpec& venue, const PositionSpec& position, Study& study,
                  Problems& problems) {
  std::optional<core::Contract> contract =
      find_contract(venue, position.contract, position.contract_location, problems);
  if (!contract) return;
  std::vector<std::string> assets;
  for (const replay::Asset& asset : study.market.assets) assets.push_back(asset.name);
  const auto asset = std::find(assets.begin(), assets.end(), contract->underlying);
  if (asset == assets.end()) {
    problems.push_back(
        {position.contract_location,
         fmt::format("contract: {} follows {}, which has no price (market.assets has {}){}",
                     contract->name, contract->underlying, listed(assets),
                     did_you_mean(contract->underlying, assets))});
  }
  study.market.underlying.push_back(static_cast<std::size_t>(asset - assets.begin()));
  study.venue.contracts.push_back(*std::move(contract));
}

}  // namespace

void list_contracts(const VenueSpec& venue, const std::vector<PositionSpec>& positions,
                    Study& study, Problems& problems) {
  study.venue.name = venue.name;
  study.venue.liquidates_at_equality = venue.liquidates_at_equality;
  study.venue.liquidation = venue.liquidation;
  study.venue.hedge_mode = venue.hedge_mode;
  const auto by_contract = [](const PositionSpec& a, const PositionSpec& b) {
    return a.contract < b.contract;
  };
  const std::set<PositionSpec, decltype(by_contract)> held(positions.begin(), positions.end(),
                                                           by_contract);
  for (const PositionSpec& position : held) add_contract(venue, position, study, problems);
}

}  // namespace marginwalk::scenario
