#pragma once

#include <algorithm>
#include <cstddef>

#include "core/units.hpp"

/// How venues make a funding rate of the premium of a perpetual future over its index.
namespace marginwalk::core {

/// The premium of an impact price over the index: price / index - 1.
[[nodiscard]] inline Rate premium(Price impact, Price index) { return Rate(impact / index - 1); }

/// premium + (interest - premium, within +- clamp): the interest rate while the premium is near it.
/// (Binance, Bybit, Hyperliquid, OKX: interest 0.01 % and clamp 0.05 % of 8 hours)
[[nodiscard]] inline Rate funding_rate(Rate premium, Rate interest, Rate clamp) {
  return premium + std::clamp(interest - premium, -clamp, clamp);
}

/// The mean of samples, of which at least `expected` are counted: those that are missing as 0.
/// (dYdX v4, x/perpetuals/keeper/perpetual.go)
[[nodiscard]] inline Rate mean_premium(Rate sum, std::size_t count, std::size_t expected) {
  const std::size_t counted = std::max(count, expected);
  return counted == 0 ? Rate(0) : sum / static_cast<double>(counted);
}

/// The greatest funding rate, up or down: factor x (initial - maintenance margin rate). (dYdX v4)
[[nodiscard]] inline Rate funding_limit(double factor, Rate initial, Rate maintenance) {
  return factor * (initial - maintenance);
}

/// A funding rate within such a limit, up or down.
[[nodiscard]] inline Rate limited(Rate rate, Rate limit) { return std::clamp(rate, -limit, limit); }

/// What one unit of a long pays over some time, at a rate for eight hours.
[[nodiscard]] inline Price funding_index_change(Rate rate, double seconds, Price index) {
  return index * (rate * (seconds / 28'800));
}

/// What a position receives between two values of the funding index; a long pays as it rises.
[[nodiscard]] inline Money funding_settlement(Size size, Price index_then, Price index_now) {
  return -(size * (index_now - index_then));
}

}  // namespace marginwalk::core
