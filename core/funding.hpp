#pragma once

#include <span>

#include "core/account.hpp"

namespace marginwalk::core {

/// What one unit of core's size pays at a funding stamp: mark x rate. Longs pay when the rate is
/// positive, shorts receive the same; an inverse long is a short of core's.
[[nodiscard]] inline Price funding_charge(const Contract& contract, Price mark, Rate rate) {
  return mark * (contract.inverse ? -rate : rate);
}

/// What a position pays: size x charge. Positive = it pays.
[[nodiscard]] inline Money funding_payment(const Position& position, Price charge) {
  return position.size * charge;
}

/// Settles one funding stamp; `charges` by contract, 0 where none is due. A cross position pays
/// from the wallet, which may turn negative: only equity decides. An isolated position pays from
/// the free wallet, then from its margin; what it receives goes to the wallet. Where the venue's
/// funding keeps maintenance, what a scope pays in all ends just above its requirement. Answers
/// whether some did.
bool settle_funding(const Venue& venue, Account& account, Marks marks,
                    std::span<const Price> charges);

}  // namespace marginwalk::core
