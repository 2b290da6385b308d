#include "sim/verify/shipped_venues.hpp"

#include <algorithm>
#include <stdexcept>

#include "sim/scenario/marketplace.hpp"

namespace marginwalk::verify {
namespace {

core::Venue read(const std::filesystem::path& file) {
  scenario::Problems problems;
  const scenario::VenueSpec spec =
      scenario::read_venue(scenario::read_document(file), file.stem().string(), problems);
  scenario::MarketSpec market;
  std::vector<scenario::PositionSpec> positions;
  std::vector<scenario::Holding> wallet;
  for (const scenario::ContractSpec& contract : spec.contracts) {
    market.assets.push_back({contract.underlying, core::Price(1), {}, {}});
    positions.emplace_back();
    positions.back().contract = contract.name;
  }
  for (const core::CollateralTerms& terms : spec.collateral) {
    market.assets.push_back({terms.name, core::Price(1), {}, {}});
    wallet.push_back({terms.name, 1, {}});
  }
  scenario::Listing listing = scenario::list_market(spec, market, {positions, wallet});
  const scenario::Problems found = listing.problems_of_all();
  problems.insert(problems.end(), found.begin(), found.end());
  scenario::throw_if_any(problems);
  if (listing.place.venue.contracts.size() != spec.contracts.size() ||
      listing.place.venue.collateral.size() != spec.collateral.size()) {
    throw std::runtime_error("not all of " + file.string() + " was read");
  }
  return listing.place.venue;
}

}  // namespace

std::vector<core::Venue> read_venues(const std::filesystem::path& folder) {
  std::vector<core::Venue> venues;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() == ".yaml") venues.push_back(read(file.path()));
  }
  std::sort(venues.begin(), venues.end(),
            [](const core::Venue& a, const core::Venue& b) { return a.name < b.name; });
  return venues;
}

}  // namespace marginwalk::verify
