#include "sim/scenario/margin_terms.hpp"

#include <fmt/format.h>

#include <limits>
#include <utility>

#include "sim/scenario/message_text.hpp"
#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"

namespace marginwalk::scenario {
namespace {

/// The last tier may be without end. An amount is there where tiers deduct one.
core::Tier read_tier(const Node& node, core::TierRule rule, bool last, Problems& problems) {
  Fields fields(node, "tier", problems);
  core::Tier tier;
  tier.up_to =
      last ? fields.optional("up_to", parse_positive, std::numeric_limits<double>::infinity())
           : fields.required("up_to", parse_positive);
  tier.maintenance_margin_rate = fields.required("maintenance_margin_rate", parse_positive_rate);
  if (rule == core::TierRule::deduction) {
    tier.maintenance_amount = fields.required("maintenance_amount", parse_deduction);
  }
  tier.max_leverage = fields.required("max_leverage", parse_leverage);
  fields.finish();
  return tier;
}

std::string text_of(const core::TierFault& fault, const std::vector<core::Tier>& tiers) {
  const core::Tier& tier = tiers[fault.tier];
  switch (fault.flaw) {
    case core::TierFlaw::not_rising:
      return "does not rise (up_to must be above that of the tier before, the rate not below)";
    case core::TierFlaw::jumps:
      return fmt::format(
          "has a maintenance_amount of {} (the requirement would jump at {}; {} joins it to the "
          "tier before)",
          amount_text(tier.maintenance_amount.value()),
          amount_text(fault.tier == 0 ? 0 : tiers[fault.tier - 1].up_to),
          amount_text(fault.amount.value()));
    case core::TierFlaw::leverage_high:
      return fmt::format(
          "allows leverage {} (at a maintenance rate of {:.6g}% its initial margin would be below "
          "maintenance)",
          leverage_text(tier.max_leverage), tier.maintenance_margin_rate.value() * 100);
  }
  return "";
}

std::vector<core::Tier> read_tiers(const Node& node, core::TierRule rule, Problems& problems) {
  const std::size_t before = problems.size();
  std::vector<core::Tier> tiers;
  for (const Node& item : node.items) {
    tiers.push_back(read_tier(item, rule, &item == &node.items.back(), problems));
  }
  if (tiers.empty()) problems.push_back({node.location, "tiers is empty"});
  if (problems.size() > before) return tiers;
  if (const auto fault = core::find_fault(tiers, rule)) {
    problems.push_back({node.items[fault->tier].location,
                        fmt::format("tier {} {}", fault->tier + 1, text_of(*fault, tiers))});
  }
  return tiers;
}

FundingTerms read_funding_terms(const Node& node, Problems& problems) {
  Fields fields(node, "funding", problems);
  FundingTerms terms;
  terms.every_seconds = fields.required("every", parse_funding_interval);
  terms.cap = fields.optional("cap", parse_positive_rate);
  fields.finish();
  return terms;
}

}  // namespace

MarginTerms read_margin_terms(Fields& fields, const Location& location, core::TierRule tier_rule,
                              Problems& problems) {
  MarginTerms terms;
  terms.location = location;
  terms.maintenance_margin_rate = fields.optional("maintenance_margin_rate", parse_positive_rate);
  terms.max_leverage = fields.optional("max_leverage", parse_leverage);
  if (const Node* const tiers = fields.child("tiers", NodeKind::sequence)) {
    terms.tiers = read_tiers(*tiers, tier_rule, problems);
    if (terms.maintenance_margin_rate || terms.max_leverage) {
      problems.push_back({tiers->location,
                          "tiers stand beside maintenance_margin_rate or max_leverage (each tier "
                          "has its own)"});
    }
  }
  terms.taker_fee = fields.optional("taker_fee", parse_share);
  terms.liquidation_fee = fields.optional("liquidation_fee", parse_share);
  terms.maker_fee = fields.optional("maker_fee", parse_rate);
  if (const Node* const funding = fields.child("funding", NodeKind::map)) {
    terms.funding = read_funding_terms(*funding, problems);
  }
  return terms;
}

MarginTerms merged(const MarginTerms& defaults, const MarginTerms& own) {
  MarginTerms terms = own;
  if (!own.have_margin()) {
    terms.maintenance_margin_rate = defaults.maintenance_margin_rate;
    terms.tiers = defaults.tiers;
  }
  if (!own.max_leverage && terms.tiers.empty()) terms.max_leverage = defaults.max_leverage;
  if (!own.taker_fee) terms.taker_fee = defaults.taker_fee;
  if (!own.liquidation_fee) terms.liquidation_fee = defaults.liquidation_fee;
  if (!own.maker_fee) terms.maker_fee = defaults.maker_fee;
  if (!own.funding) terms.funding = defaults.funding;
  return terms;
}

core::TierSchedule schedule_of(const MarginTerms& terms, Problems& problems) {
  const auto report = [&](std::string message) {
    problems.push_back({terms.location, std::move(message)});
  };
  if (!terms.tiers.empty()) {
    if (terms.max_leverage) report("max_leverage stands beside tiers (each tier has its own)");
    return core::TierSchedule(terms.tiers);
  }
  if (!terms.maintenance_margin_rate || !terms.max_leverage) {
    report(fmt::format(
        "{} is missing (a contract needs a maintenance_margin_rate with a max_leverage, or tiers)",
        terms.maintenance_margin_rate ? "max_leverage" : "maintenance_margin_rate"));
    return core::TierSchedule::flat(core::Rate(1), 1);
  }
  core::TierSchedule flat =
      core::TierSchedule::flat(*terms.maintenance_margin_rate, *terms.max_leverage);
  if (const auto fault = core::find_fault(flat.tiers())) {
    report("the venue " + text_of(*fault, flat.tiers()));
  }
  return flat;
}

}  // namespace marginwalk::scenario
