#pragma once

#include "sim/scenario/study.hpp"

namespace marginwalk::test {

/// A study as different as the plainer features allow: assets, volatilities, correlation, tiers or
/// flat rates, procedures, fees, slippage, funding of either sign, start hour, sides, entries,
/// sizes, cash beside the positions. The same book under cross, under isolated and mixed, in that
/// order; the number decides everything.
[[nodiscard]] scenario::Study plain_random_study(std::uint64_t number);

/// The same, and of each of these a share: jumps, GARCH, Heston, regimes, profiles, funding by
/// contract, charges that keep maintenance, impact, collateral at a haircut, a coin as money, an
/// insurance fund that ends, shocks of every kind, pulls to levels, funding and a basis that move,
/// traders who stop or begin anew after a liquidation, and positions that wait for their entry.
[[nodiscard]] scenario::Study random_study(std::uint64_t number);

/// The same with recorded prices for its law, played path by path or in blocks, as closes or as
/// bars of a minute to a day.
[[nodiscard]] scenario::Study recorded_random_study(std::uint64_t number);

}  // namespace marginwalk::test
