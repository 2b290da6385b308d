#pragma once

#include "sim/scenario/study.hpp"

namespace marginwalk::bench {

/// How much collateral stands behind the book of W1, as gross notional / wallet under cross and
/// notional / margin of each leg under isolated, and the liquidation probabilities that follow.
struct Leverages {
  const char* name;
  double cross;
  double isolated;
  double cross_probability;         ///< of liquidation within the day
  double any_isolated_probability;  ///< of at least one leg
};

inline constexpr Leverages calm{"calm", 14.1, 4.75, .00105, .00036};
inline constexpr Leverages medium{"medium", 21.7, 7.70, .0503, .0540};
inline constexpr Leverages high{"high", 48.0, 13.6, .497, .493};

/// W1: four correlated assets, one day at one minute, one book under cross and under isolated, no
/// funding, no costs. Notionals +100k, +60k, -40k, +30k; maintenance 0.5, 0.5, 1 and 1.5 %.
[[nodiscard]] scenario::Study w1(const Leverages& leverages);

/// W30: the same book for 30 days at one minute, funding 0.01 % every eight hours, under eight
/// leverages with cross and eight with isolated margin, of which 0.1 to 60 % of the accounts are
/// liquidated.
[[nodiscard]] scenario::Study w30();

/// W30-low: as W30, but 0.1 to 5 % are liquidated.
[[nodiscard]] scenario::Study w30_low();

/// As W30 with one account, of which about 1 % are liquidated.
[[nodiscard]] scenario::Study w30_one();

/// As W30 with 64 accounts of which 0.1 to 2 % are liquidated: that hold one book, under cross
/// margin.
[[nodiscard]] scenario::Study w30_ladder();

/// The same, but each account holds a book of its own.
[[nodiscard]] scenario::Study w30_books();

/// W30-jump: W30 with common normal jumps, 23 a year, and 20 a year of each asset's own.
[[nodiscard]] scenario::Study w30_jump();

/// W30-svcj: W30 with variance stepped every hour, and jumps of price and variance.
[[nodiscard]] scenario::Study w30_svcj();

/// W30-garch: W30 with a GARCH-t variance by day; W30-garch-hour, by hour.
[[nodiscard]] scenario::Study w30_garch();
[[nodiscard]] scenario::Study w30_garch_hour();

/// W30-regimes: W30 with calm and stormy days.
[[nodiscard]] scenario::Study w30_regimes();

/// W40x: forty contracts that share one factor, a quarter of them short, under cross margin for 30
/// days.
[[nodiscard]] scenario::Study w40x();

}  // namespace marginwalk::bench
