#pragma once

#include <span>
#include <string>

#include "sim/report/table.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::report {

/// A position in a few words: BTC-PERP long.
[[nodiscard]] std::string position_name(const core::Venue& venue, const core::Position& position);

/// How far a price of a contract is from its mark, as a share of the mark; both quoted.
[[nodiscard]] double distance(const core::Contract& contract, core::Price mark, core::Price to);

/// One row for each position of each cell, as the account stands at the start: what is held, the
/// margin level of its scope, and the marks at which the scope is liquidated and bankrupt while all
/// other prices stand still; the distance to the former in percent of the mark.
[[nodiscard]] Table position_table(const scenario::Study& study,
                                   std::span<const scenario::Cell> cells);

}  // namespace marginwalk::report
