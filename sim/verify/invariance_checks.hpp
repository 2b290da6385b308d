#pragma once

#include "sim/scenario/study.hpp"
#include "sim/verify/evidence.hpp"

/// The same question gives the same answer to the last bit, whoever computes it.
namespace marginwalk::verify {

/// A run of one thread against runs of two and of seven: all counts and sums of all cells.
[[nodiscard]] Evidence threads_agree(const scenario::Study& study);

/// Blocks of paths walked one by one, in any order, and merged, against the whole run.
[[nodiscard]] Evidence blocks_agree(const scenario::Study& study);

/// The walk from coarse to fine and the walk through every stop against the simple walk, which is
/// the definition: every outcome of every path and cell.
[[nodiscard]] Evidence walks_agree(const scenario::Study& study);

/// All prices, entries and brackets by number times 1024, all sizes divided by it: a power of two
/// scales without rounding, and outcomes in money stay. For linear contracts without collateral.
[[nodiscard]] Evidence scales_agree(const scenario::Study& study);

}  // namespace marginwalk::verify
