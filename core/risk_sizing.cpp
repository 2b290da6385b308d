#include "core/risk_sizing.hpp"

#include "core/expect.hpp"

namespace marginwalk::core {
namespace {

/// What is lost of each unit of notional.
double loss_share(const Contract& contract, const PlannedExit& exit, Rate slippage) {
  const double side = exit.is_long ? 1 : -1;
  const double fill = exit.stop / exit.entry * (1 - side * slippage.value());
  // The face of an inverse contract is its notional at every price.
  const double closed = contract.inverse ? 1 : fill;
  return side * (1 - fill) + closed * contract.taker_fee.value();
}

}  // namespace

Money notional_at_risk(const Venue& venue, const PlannedExit& exit, Money risk,
                       const Liquidity& liquidity) {
  const Contract& contract = venue.contracts[exit.contract];
  const double moved = exit.stop / exit.entry;
  const auto loss = [&](Money notional) {
    const Money at_stop = contract.inverse ? notional : notional * moved;
    return notional * loss_share(contract, exit, liquidity.loss(exit.contract, at_stop));
  };
  const double least = loss_share(contract, exit, liquidity.slippage);
  MARGINWALK_EXPECTS(least > 0);
  Money low;
  Money high = risk / least;
  if (loss(high) <= risk) return high;
  for (int halving = 0; halving < 100; ++halving) {
    const Money middle = (low + high) / 2;
    (loss(middle) <= risk ? low : high) = middle;
  }
  return low;
}

}  // namespace marginwalk::core
