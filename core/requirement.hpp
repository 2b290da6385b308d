#pragma once

#include "core/position.hpp"
#include "core/venue.hpp"

/// What a position must keep as maintenance margin, by the rule of its contract:
///
///     value x rate - amount + closing fee,
///
/// with value = |size| x (mark or entry), the rate and amount of its bracket, and the taker fee of
/// closing at the mark or at the bankruptcy price, or none.
namespace marginwalk::core {

/// The price that the notional behind the requirement is taken at.
[[nodiscard]] Price valuation_price(const Contract& contract, const Position& position, Price mark);

/// What brackets measure a position by, at a mark: its notional or its number of contracts.
[[nodiscard]] double tier_size(const Contract& contract, const Position& position, Price mark);

/// The bracket of a position at a mark.
[[nodiscard]] const Tier& tier_of(const Contract& contract, const Position& position, Price mark);

/// The requirement of an open position at a mark.
[[nodiscard]] Money maintenance(const Contract& contract, const Position& position, Price mark);

/// A requirement as a line in the mark: fixed + slope x mark.
struct RequirementLine {
  Money fixed;
  Size slope;
};

/// The requirement as long as the position is in a bracket.
[[nodiscard]] RequirementLine maintenance_line(const Contract& contract, const Position& position,
                                               const Tier& tier);

/// A line that the requirement does not exceed for any mark from 0 to a ceiling.
[[nodiscard]] RequirementLine maintenance_bound(const Contract& contract, const Position& position,
                                                Price ceiling);

/// Whether the requirement is a convex function of the mark.
[[nodiscard]] bool is_convex(const Contract& contract);

}  // namespace marginwalk::core
