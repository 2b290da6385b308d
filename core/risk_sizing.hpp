#pragma once

#include <cstddef>

#include "core/liquidity.hpp"
#include "core/venue.hpp"

namespace marginwalk::core {

/// A position that is to be left at a price, both quoted.
struct PlannedExit {
  std::size_t contract = 0;
  bool is_long = true;
  Price entry;
  Price stop;  ///< on the losing side of the entry
};

/// The notional at the entry, in quote currency, of which leaving at the stop loses an amount: with
/// d the distance of the fill from the entry as a share of it, slippage at the stop included,
///
///     notional x (d + fee of closing) = risk,
///
/// the fee on the notional at the fill. Slippage may grow with the order, so the notional is found
/// by halving.
[[nodiscard]] Money notional_at_risk(const Venue& venue, const PlannedExit& exit, Money risk,
                                     const Liquidity& liquidity);

}  // namespace marginwalk::core
