#include "sim/scenario/marketplace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "sim/scenario/message_text.hpp"
#include "sim/scenario/suggestion.hpp"

namespace marginwalk::scenario {
namespace {

/// Which of a market's prices is one that is derived from an asset's, which is added if need be.
std::size_t derived_price(const paths::DerivedPrice& price, std::vector<replay::Asset>& assets) {
  if (!price.reciprocal && !price.basis) return price.of;
  for (std::size_t i = 0; i < assets.size(); ++i) {
    if (assets[i].derived == price) return i;
  }
  const replay::Asset& of = assets[price.of];
  const core::Price start = price.reciprocal ? core::Price(1 / of.start.value()) : of.start;
  assets.push_back(
      {(price.reciprocal ? "1/" : "") + of.name + (price.basis ? " perpetual" : ""), start, price});
  return assets.size() - 1;
}

/// Builds a marketplace contract by contract; they stay sorted as names come in order.
class Lister {
 public:
  Lister(const VenueSpec& venue, const MarketSpec& market) : venue_(venue), market_(market) {
    for (const AssetSpec& asset : market.assets) {
      place_.market.assets.push_back({asset.name, asset.price});
    }
    place_.market.liquidity = {market.slippage, {}, market.liquidity_multiplier};
    place_.market.insurance_fund = market.insurance_fund;
    if (const auto& premium = market.funding.premium) {
      place_.market.moving_funding = {*premium, market.funding.rate, market.funding.every};
    }
    core::Venue& rules = place_.venue;
    rules.name = venue.name;
    place_.venue_date = venue.date;
    rules.liquidates_at_equality = venue.liquidates_at_equality;
    rules.liquidation = venue.liquidation;
    rules.hedge_mode = venue.hedge_mode;
    rules.collateral_discount = venue.collateral_discount;
    rules.funding_keeps_maintenance = venue.funding_keeps_maintenance;
    rules.deleveraging = venue.deleveraging;
  }

  void add_contract(const PositionSpec& position) {
    const std::string name = asset_of_contract(venue_, position.contract);
    const AssetSpec* const spec = find(name);
    Problems problems;
    std::optional<core::Contract> contract =
        find_contract(venue_, position.contract, position.contract_location,
                      spec ? spec->open_interest : std::nullopt, problems);
    if (contract && !spec) {
      std::vector<std::string> assets;
      for (const AssetSpec& asset : market_.assets) assets.push_back(asset.name);
      problems.push_back(
          {position.contract_location,
           fmt::format("contract: {} follows {}, which has no price (market.assets has {}){}",
                       contract->name, contract->underlying, listed(assets),
                       did_you_mean(contract->underlying, assets))});
    }
    if (!problems.empty()) {
      unavailable_.emplace(position.contract, std::move(problems));
      return;
    }
    const auto asset = static_cast<std::size_t>(spec - market_.assets.data());
    const bool basis = market_.model && market_.model->basis && !venue_.marks_at_index;
    place_.market.underlying.push_back(
        derived_price({asset, contract->inverse, basis}, place_.market.assets));
    place_.market.funding.push_back(funding_of(position.contract, asset));
    place_.market.liquidity.impact.push_back(impact_of(asset));
    place_.venue.contracts.push_back(*std::move(contract));
  }

  void add_collateral(const Holding& holding) {
    if (const AssetSpec* const spec = find(holding.name)) {
      const auto terms = std::find_if(venue_.collateral.begin(), venue_.collateral.end(),
                                      [&](const auto& each) { return each.name == holding.name; });
      if (terms == venue_.collateral.end()) return;
      place_.market.underlying.push_back(static_cast<std::size_t>(spec - market_.assets.data()));
      place_.venue.collateral.push_back(*terms);
    }
  }

  [[nodiscard]] Listing finish() { return {std::move(place_), std::move(unavailable_)}; }

 private:
  [[nodiscard]] const AssetSpec* find(const std::string& name) const {
    const auto found = std::find_if(market_.assets.begin(), market_.assets.end(),
                                    [&](const AssetSpec& asset) { return asset.name == name; });
    return found == market_.assets.end() ? nullptr : &*found;
  }

  /// The market's rate for the time of the venue's interval, within the venue's cap.
  [[nodiscard]] replay::Funding funding_of(std::string_view contract, std::size_t asset) const {
    if (market_.funding.rate.empty()) return {};
    replay::Funding funding{core::Rate(market_.funding.rate[asset]), market_.funding.every};
    const std::optional<FundingTerms> terms = funding_terms(venue_, contract);
    if (!terms || terms->every_seconds == 0) return funding;
    const double share =
        static_cast<double>(terms->every_seconds) / static_cast<double>(funding.every_seconds);
    const double rate = funding.rate.value();
    funding = {funding.rate, terms->every_seconds, share};
    if (terms->cap) funding.cap = *terms->cap;
    funding.rate = funding.of(rate);
    return funding;
  }

  [[nodiscard]] double impact_of(std::size_t asset) const {
    const std::optional<core::Money>& volume = market_.assets[asset].daily_volume;
    if (market_.impact == 0 || !volume || !market_.model) return 0;
    const double daily = market_.model->volatility[asset] / std::sqrt(365.0);
    return market_.impact * daily / std::sqrt(volume->value());
  }

  const VenueSpec& venue_;
  const MarketSpec& market_;
  Marketplace place_;
  std::map<std::string, Problems> unavailable_;
};

}  // namespace

Problems Listing::problems_of_all() const {
  Problems all;
  for (const auto& [contract, problems] : unavailable) {
    all.insert(all.end(), problems.begin(), problems.end());
  }
  return all;
}

Listing list_market(const VenueSpec& venue, const MarketSpec& market, const Wanted& wanted) {
  Lister lister(venue, market);
  const auto by_contract = [](const PositionSpec& a, const PositionSpec& b) {
    return a.contract < b.contract;
  };
  const std::set<PositionSpec, decltype(by_contract)> held(wanted.positions.begin(),
                                                           wanted.positions.end(), by_contract);
  for (const PositionSpec& position : held) lister.add_contract(position);
  for (const Holding& holding : wanted.wallet) lister.add_collateral(holding);
  return lister.finish();
}

std::optional<std::size_t> list_last_prices(const paths::ModelParameters& model,
                                            Marketplace& place) {
  replay::Market& market = place.market;
  const std::size_t contracts = place.venue.contracts.size();
  const std::size_t begin = contracts + place.venue.collateral.size();
  if (market.underlying.size() > begin) return begin;  // another cell has asked
  const auto has_basis = [&](std::size_t contract) {
    const auto& derived = market.assets[market.underlying[contract]].derived;
    return derived && derived->basis;
  };
  if (!model.basis || contracts == 0 || has_basis(0)) return std::nullopt;
  for (std::size_t i = 0; i < contracts; ++i) {
    const std::size_t asset = market.asset_of(market.underlying[i]);
    market.underlying.push_back(
        derived_price({asset, place.venue.contracts[i].inverse, true}, market.assets));
  }
  return begin;
}

std::size_t index_of_contract(const core::Venue& venue, const std::string& name) {
  const auto found =
      std::find_if(venue.contracts.begin(), venue.contracts.end(),
                   [&](const core::Contract& contract) { return contract.name == name; });
  return static_cast<std::size_t>(found - venue.contracts.begin());
}

}  // namespace marginwalk::scenario
