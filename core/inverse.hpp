#pragma once

#include <algorithm>
#include <cmath>

#include "core/position.hpp"
#include "core/venue.hpp"

/// Inverse contracts: quoted in quote currency, settled in the coin.
///
/// A long of face U, opened at E, makes U (1/E - 1/P) coins at a price P. That is what a linear
/// short of U makes in the price of the quote currency in coins, X = 1/P: size x (X - 1/E) with
/// size = -U. So core has no arithmetic of its own for them. A position holds -U for a long and U
/// for a short, marks and entries are reciprocals, and money is coins: notional U/P, requirement
/// U m/P - c, margin and fees in coins. Entries of several fills average in X, which is the
/// harmonic mean of prices weighted by face. Only what a trader reads or writes is converted.
namespace marginwalk::core {

/// From core's price of a contract to the quoted one, or back.
[[nodiscard]] inline Price quoted(const Contract& contract, Price price) {
  return contract.inverse ? Price(1 / price.value()) : price;
}

/// Whether the position gains when the quoted price rises.
[[nodiscard]] inline bool is_long(const Contract& contract, const Position& position) {
  return (position.size > Size(0)) != contract.inverse;
}

/// Core's size of a position from what it holds, in base or as face.
[[nodiscard]] inline Size signed_size(const Contract& contract, bool is_long, Size size) {
  return is_long != contract.inverse ? size : -size;
}

/// A notional in quote currency, whatever the contract is settled in.
[[nodiscard]] inline Money quote_notional(const Contract& contract, Size size, Price price) {
  return contract.inverse ? Money(std::abs(size.value())) : abs(size) * price;
}

/// The price of a trade that loses a share of the quoted price against it. Inverse contracts are
/// not sold below a hundredth of their price: at 0 the seller would owe coins without end.
[[nodiscard]] inline Price worse_by(const Contract& contract, Price price, Rate share, bool buys) {
  const double side = buys ? 1 : -1;
  return contract.inverse ? price / std::max(.01, 1 + side * share.value())
                          : price + side * (price * share);
}

}  // namespace marginwalk::core
