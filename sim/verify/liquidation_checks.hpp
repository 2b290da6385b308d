#pragma once

#include "core/venue.hpp"
#include "sim/verify/evidence.hpp"

namespace marginwalk::verify {

/// Liquidation prices of a venue against core's own assessment: for longs and shorts of every
/// contract, cross and isolated, at 3x and 10x, from $300 to $30 million, the nearest mark at which
/// `assess` begins to liquidate is found by bisection. One row: the greatest relative distance from
/// `liquidation_price`, infinite where one finds a price and the other does not.
[[nodiscard]] Evidence liquidation_prices(const core::Venue& venue);

}  // namespace marginwalk::verify
