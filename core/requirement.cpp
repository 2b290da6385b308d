#include "core/requirement.hpp"

#include <algorithm>

namespace marginwalk::core {
namespace {

/// Part of the requirement whatever the mark.
Money fixed_fee(const Contract& contract, const Position& position) {
  if (contract.maintenance_rule.closing_fee != ClosingFee::at_bankruptcy) return {};
  const double side = position.size > Size(0) ? 1 : -1;
  // Below a leverage of 1 a long is never bankrupt: at a price of 0 something is left.
  const Price bankruptcy = std::max(Price(0), position.entry * (1 - side / position.leverage));
  return position.notional(bankruptcy) * contract.taker_fee;
}

Rate rate_of_fee(const Contract& contract) {
  return contract.maintenance_rule.closing_fee == ClosingFee::at_mark ? contract.taker_fee
                                                                      : Rate(0);
}

bool at_mark(const Contract& contract) {
  return contract.maintenance_rule.valuation == Valuation::mark;
}

Money tier_value(const Contract& contract, const Position& position, Price mark) {
  return position.notional(valuation_price(contract, position, mark));
}

}  // namespace

Price valuation_price(const Contract& contract, const Position& position, Price mark) {
  return at_mark(contract) ? mark : position.entry;
}

double tier_size(const Contract& contract, const Position& position, Price mark) {
  return contract.maintenance_rule.tier_measure == TierMeasure::contracts
             ? abs(position.size) / contract.contract_size
             : tier_value(contract, position, mark).value();
}

const Tier& tier_of(const Contract& contract, const Position& position, Price mark) {
  return contract.tiers.at(tier_size(contract, position, mark));
}

Money maintenance(const Contract& contract, const Position& position, Price mark) {
  const Tier& tier = tier_of(contract, position, mark);
  return tier_value(contract, position, mark) * tier.maintenance_margin_rate -
         tier.maintenance_amount + position.notional(mark) * rate_of_fee(contract) +
         fixed_fee(contract, position);
}

RequirementLine maintenance_line(const Contract& contract, const Position& position,
                                 const Tier& tier) {
  const Size size = abs(position.size);
  const Money fixed = fixed_fee(contract, position) - tier.maintenance_amount;
  const Size fee = size * rate_of_fee(contract).value();
  if (at_mark(contract)) return {fixed, size * tier.maintenance_margin_rate.value() + fee};
  return {fixed + position.notional(position.entry) * tier.maintenance_margin_rate, fee};
}

RequirementLine maintenance_bound(const Contract& contract, const Position& position,
                                  Price ceiling) {
  const Tier& tier = tier_of(contract, position, ceiling);
  if (!at_mark(contract)) return maintenance_line(contract, position, tier);
  // The rate less what is deducted, per notional, does not fall as notionals rise, with amounts
  // that join brackets and without any. So it is greatest at the ceiling.
  const Money value = position.notional(ceiling);
  const double rate = (value * tier.maintenance_margin_rate - tier.maintenance_amount) / value +
                      rate_of_fee(contract).value();
  return {fixed_fee(contract, position), abs(position.size) * rate};
}

bool is_convex(const Contract& contract) {
  const MaintenanceRule& rule = contract.maintenance_rule;
  return rule.tier_rule == TierRule::deduction || rule.valuation == Valuation::entry ||
         rule.tier_measure == TierMeasure::contracts || contract.tiers.tiers().size() == 1;
}

}  // namespace marginwalk::core
