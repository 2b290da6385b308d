#pragma once

#include "sim/replay/interval_bounds.hpp"

/// The arithmetic of IntervalBounds, many intervals to a register. Rows of the workspace are
/// Intervals::most apart.
namespace marginwalk::replay {

/// An asset's change over each interval, and 1 + c of its excursion R, with e^x <= x + 1 + c for
/// x <= R. The penalty becomes infinite where R > 1, where that does not hold, and where the price
/// may rise above tripwire_ceiling times the start.
void find_excursions(const Intervals& intervals, std::size_t asset, double deviation,
                     double* changes, double* lifts, double* penalty);

/// IntervalBounds::needed.
void find_needed(const Intervals& intervals, const Direction& direction, const paths::Law& law,
                 const double* changes, const double* lifts, const double* penalty, double* needed);

/// IntervalBounds::needed_at_end.
void find_needed_at_end(const Intervals& intervals, const Direction& direction, double* needed);

/// Bit k is set where needed[k] is at least `cash`, for k < count <= 32.
[[nodiscard]] std::uint32_t where_needed(double cash, const double* needed, std::size_t count);

}  // namespace marginwalk::replay
