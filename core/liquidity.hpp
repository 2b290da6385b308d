#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "core/units.hpp"

namespace marginwalk::core {

/// What a market order loses against the mark, as a share of it:
///
///     slippage + impact x daily volatility x sqrt(notional / (multiplier x daily volume)),
///
/// the law of the square root, whose coefficient is near 1 across markets (Toth et al. 2011,
/// Phys. Rev. X 1, 021006); at most the whole price.
struct Liquidity {
  Rate slippage;  ///< of the smallest order: half the spread
  /// By contract, impact x daily volatility / sqrt(daily volume in quote currency).
  std::vector<double> impact = {};
  double multiplier = 1;  ///< of volumes; below 1 in a crisis

  /// What an order of a notional in quote currency loses.
  [[nodiscard]] Rate loss(std::size_t contract, Money notional) const {
    double share = slippage.value();
    if (contract < impact.size() && impact[contract] > 0) {
      share += impact[contract] * std::sqrt(notional.value() / multiplier);
    }
    return Rate(std::min(share, 1.0));
  }

  /// The same market with a share of its volumes and depth left.
  [[nodiscard]] Liquidity with_left(double share) const {
    return {Rate(slippage.value() / share), impact, multiplier * share};
  }

  /// Whether larger orders lose a larger share.
  [[nodiscard]] bool depends_on_size(std::size_t contract) const {
    return contract < impact.size() && impact[contract] > 0;
  }
};

}  // namespace marginwalk::core
