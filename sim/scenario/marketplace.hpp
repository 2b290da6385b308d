#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/input_error.hpp"
#include "sim/scenario/read_account.hpp"
#include "sim/scenario/read_market.hpp"
#include "sim/scenario/read_venue.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::scenario {

/// What an account would hold.
struct Wanted {
  const std::vector<PositionSpec>& positions;
  const std::vector<Holding>& wallet;
};

/// A marketplace, and what it could not hold.
struct Listing {
  Marketplace place;
  std::map<std::string, Problems> unavailable;  ///< by contract: not listed, or without a price

  [[nodiscard]] Problems problems_of_all() const;
};

/// A venue's rules and the market as it shows there, with only the contracts that some of the
/// positions hold and the assets that the wallet holds as collateral.
[[nodiscard]] Listing list_market(const VenueSpec& venue, const MarketSpec& market,
                                  const Wanted& wanted);

/// Adds the last prices of all contracts behind the marks of a marketplace, where a law has a basis
/// that the marks have not, and tells where they begin; none where marks are last prices.
[[nodiscard]] std::optional<std::size_t> list_last_prices(const paths::ModelParameters& model,
                                                          Marketplace& place);

/// The place of a contract that the venue holds.
[[nodiscard]] std::size_t index_of_contract(const core::Venue& venue, const std::string& name);

}  // namespace marginwalk::scenario
