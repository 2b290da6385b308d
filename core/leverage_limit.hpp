#pragma once

#include "core/position.hpp"
#include "core/venue.hpp"

namespace marginwalk::core {

/// The highest leverage of a position in a bracket. Cross positions are held to the initial margin
/// rate together, as what they require.
[[nodiscard]] double most_leverage(const Contract& contract, const Tier& tier, MarginMode mode);

/// The greatest size, as brackets measure it, at which a position may have its leverage; 0 where it
/// may at none.
[[nodiscard]] double largest_size(const Contract& contract, const Position& position);

/// What a trade at a price adds to a position, as brackets measure it: notional at the mark or at
/// the entry, or contracts.
[[nodiscard]] double tier_size_of(const Contract& contract, Size size, Price mark, Price fill);

}  // namespace marginwalk::core
