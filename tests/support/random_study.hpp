#pragma once

#include "sim/scenario/study.hpp"

namespace marginwalk::test {

/// A study as different as features allow: assets, volatilities, correlation, tiers or flat rates,
/// fees, slippage, funding of either sign, start hour, sides, entries, sizes, cash beside the
/// positions. The same book under cross, under isolated and mixed, in that order; the number
/// decides everything.
[[nodiscard]] scenario::Study random_study(std::uint64_t number);

}  // namespace marginwalk::test
