#include "core/partial_close.hpp"

#include <algorithm>

#include "core/requirement.hpp"

namespace marginwalk::core {
namespace {

/// The greatest size in a bracket, as far as rounding can tell.
Size edge_of(const Contract& contract, const Position& position, Price mark, std::size_t tier) {
  const double edge = contract.tiers.tiers()[tier].up_to * (1 - 1e-12);
  return contract.maintenance_rule.tier_measure == TierMeasure::contracts
             ? contract.contract_size * edge
             : Money(edge) / valuation_price(contract, position, mark);
}

}  // namespace

Size size_above_tier(const Contract& contract, const Position& position, Price mark,
                     std::size_t tier) {
  return std::max(Size(0), abs(position.size) - edge_of(contract, position, mark, tier));
}

std::optional<Size> least_reduction(const Contract& contract, const Position& position, Price mark,
                                    Money cost, Money surplus) {
  const Size whole = abs(position.size);
  const Money required = maintenance(contract, position, mark);
  const double cost_rate = cost.value() / whole.value();
  for (std::size_t i = contract.tiers.index(tier_size(contract, position, mark)) + 1; i-- > 0;) {
    const Tier& tier = contract.tiers.tiers()[i];
    // In this bracket the requirement of a size y is y x rate - amount.
    const RequirementLine line = maintenance_line(contract, position, tier);
    const Money at_whole = line.fixed + line.slope * mark;
    const double rate = (at_whole + tier.maintenance_amount).value() / whole.value();
    const Size greatest = std::min(whole, edge_of(contract, position, mark, i));
    const Size least = i == 0 ? Size(0) : edge_of(contract, position, mark, i - 1);
    const Size first = whole - greatest;
    const Money kept(greatest.value() * rate);
    const Money lacking =
        Money(first.value() * cost_rate) - surplus - required + kept - tier.maintenance_amount;
    if (lacking <= Money(0)) return first;
    if (rate <= cost_rate) continue;
    const Size more(lacking.value() / (rate - cost_rate));
    if (greatest - more >= least) return first + more;
  }
  return std::nullopt;
}

}  // namespace marginwalk::core
