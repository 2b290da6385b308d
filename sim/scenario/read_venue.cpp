#include "sim/scenario/read_venue.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/open_interest_margin.hpp"
#include "sim/scenario/fields.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/read_collateral.hpp"
#include "sim/scenario/suggestion.hpp"
#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/venue_rules.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

constexpr std::string_view perpetual = "-PERP";

/// The asset in ASSET-PERP; empty for other names.
std::string asset_of(std::string_view contract) {
  if (!contract.ends_with(perpetual)) return "";
  return std::string(contract.substr(0, contract.size() - perpetual.size()));
}

std::pair<core::Money, core::Money> read_open_interest_caps(const Node& node, Problems& problems) {
  Fields fields(node, "open_interest", problems);
  const std::size_t before = problems.size();
  const core::Money lower = fields.required("lower", parse_deduction);
  const core::Money upper = fields.required("upper", parse_money);
  fields.finish();
  if (problems.size() == before && upper <= lower) {
    problems.push_back({node.location, "open_interest: upper is not above lower"});
  }
  return {lower, upper};
}

ContractSpec read_contract(const Entry& entry, core::TierRule tier_rule, Problems& problems) {
  ContractSpec contract;
  contract.name = entry.key;
  Fields fields(entry.value, entry.key, problems);
  contract.underlying = fields.optional("underlying", parse_name, asset_of(entry.key));
  if (contract.underlying.empty()) {
    problems.push_back({entry.location, fmt::format("{} needs an underlying (its name is not of "
                                                    "the form ASSET-PERP)",
                                                    shown(entry.key))});
  }
  fields.optional("symbol", parse_text);
  contract.contract_size = core::Size(fields.optional("contract_size", parse_positive, 1));
  contract.tick = fields.optional("tick", parse_price, core::Price(0));
  if (const Node* const caps = fields.child("open_interest", NodeKind::map)) {
    contract.open_interest = read_open_interest_caps(*caps, problems);
  }
  contract.terms = read_margin_terms(fields, entry.location, tier_rule, problems);
  fields.finish();
  return contract;
}

std::vector<std::string> contract_names(const VenueSpec& venue) {
  std::vector<std::string> names;
  for (const ContractSpec& contract : venue.contracts) names.push_back(contract.name);
  return names;
}

/// `; did you mean X?` or nothing. Only assets are compared: -PERP makes all contracts look alike.
/// Exchanges call theirs BTCUSDT, BTC-USDT-SWAP or BTC/USD.
std::string suggested_contract(std::string_view name, const VenueSpec& venue) {
  const auto without_suffix = [](std::string_view contract) {
    const std::string asset = asset_of(contract);
    return asset.empty() ? std::string(contract) : asset;
  };
  std::vector<std::string> assets;
  for (const ContractSpec& contract : venue.contracts) {
    assets.push_back(without_suffix(contract.name));
  }
  const std::optional<std::string> nearest = nearest_word(without_suffix(name), assets);
  const auto found = std::find_if(assets.begin(), assets.end(), [&](const std::string& asset) {
    return nearest ? asset == *nearest : name.starts_with(asset);
  });
  if (found == assets.end()) return "";
  return fmt::format("; did you mean {}?",
                     venue.contracts[static_cast<std::size_t>(found - assets.begin())].name);
}

/// With the initial margin rate that an asset's open interest asks for.
core::Contract contract_on(const VenueSpec& venue, const ContractSpec& spec,
                           const OpenInterest& open_interest, Problems& problems) {
  const MarginTerms terms = merged(venue.defaults, spec.terms);
  core::Contract contract{spec.name,
                          spec.underlying,
                          schedule_of(terms, problems),
                          terms.taker_fee.value_or(core::Rate(0)),
                          terms.liquidation_fee.value_or(core::Rate(0)),
                          venue.maintenance,
                          spec.contract_size,
                          venue.settles_in_coin,
                          terms.maker_fee.value_or(core::Rate(0)),
                          {},
                          spec.tick};
  if (spec.open_interest && open_interest) {
    const core::Rate base(1 / contract.tiers.tiers().front().max_leverage);
    contract.initial_margin_rate = core::scaled_initial_rate(
        base, *open_interest, spec.open_interest->first, spec.open_interest->second);
  }
  return contract;
}

}  // namespace

VenueSpec read_venue(const Node& node, const std::string& name, Problems& problems) {
  VenueSpec venue;
  venue.name = name;
  Fields fields(node, "venue", problems);
  venue.date = fields.optional("date", parse_date);
  fields.list("sources", parse_text);
  venue.liquidates_at_equality = fields.optional("liquidates_at_equality", parse_truth, true);
  venue.hedge_mode = fields.optional("hedge_mode", parse_truth, false);
  if (const Node* const rule = fields.child("maintenance", NodeKind::map)) {
    venue.maintenance = read_maintenance_rule(*rule, problems);
  }
  if (const Node* const rule = fields.child("liquidation", NodeKind::map)) {
    venue.liquidation = read_liquidation_rule(*rule, problems);
  }
  if (const Node* const rule = fields.child("deleveraging", NodeKind::map)) {
    venue.deleveraging = read_deleveraging_rule(*rule, problems);
  }
  venue.settlement = fields.optional("settlement", parse_name, venue.settlement);
  venue.settles_in_coin = venue.settlement == "coin";
  venue.marks_at_index = fields.optional("marks_at_index", parse_truth, false);
  venue.funding_keeps_maintenance =
      fields.optional("funding_keeps_maintenance", parse_truth, false);
  if (const Node* const collateral = fields.child("collateral", NodeKind::map)) {
    venue.collateral = read_collateral(*collateral, problems);
  }
  venue.collateral_discount = fields.optional("collateral_discount", parse_share, core::Rate(0));
  const core::TierRule tier_rule = venue.maintenance.tier_rule;
  venue.defaults = read_margin_terms(fields, node.location, tier_rule, problems);
  if (const Node* const contracts = fields.child("contracts", NodeKind::map)) {
    for (const Entry& entry : contracts->entries) {
      venue.contracts.push_back(read_contract(entry, tier_rule, problems));
    }
  }
  fields.finish();
  return venue;
}

std::optional<core::Contract> find_contract(const VenueSpec& venue, std::string_view name,
                                            const Location& location,
                                            const OpenInterest& open_interest, Problems& problems) {
  const auto found =
      std::find_if(venue.contracts.begin(), venue.contracts.end(),
                   [&](const ContractSpec& contract) { return contract.name == name; });
  if (found != venue.contracts.end()) {
    return contract_on(venue, *found, open_interest, problems);
  }

  const bool unlisted_allowed = venue.defaults.have_margin() || venue.contracts.empty();
  const std::string asset = asset_of(name);
  if (unlisted_allowed && !asset.empty()) {
    ContractSpec spec{std::string(name), asset};
    spec.terms.location = venue.defaults.location;
    return contract_on(venue, spec, open_interest, problems);
  }
  const std::string why =
      unlisted_allowed ? "contracts are called ASSET-PERP"
                       : fmt::format("venue {} has {}", venue.name, listed(contract_names(venue)));
  problems.push_back({location, fmt::format("contract: {} is not known ({}){}", shown(name), why,
                                            suggested_contract(name, venue))});
  return std::nullopt;
}

std::optional<FundingTerms> funding_terms(const VenueSpec& venue, std::string_view contract) {
  for (const ContractSpec& spec : venue.contracts) {
    if (spec.name == contract && spec.terms.funding) return spec.terms.funding;
  }
  return venue.defaults.funding;
}

std::string asset_of_contract(const VenueSpec& venue, std::string_view contract) {
  for (const ContractSpec& spec : venue.contracts) {
    if (spec.name == contract) return spec.underlying;
  }
  return asset_of(contract);
}

}  // namespace marginwalk::scenario
