#pragma once

#include <variant>

#include "core/account.hpp"
#include "core/tripwire.hpp"
#include "core/venue.hpp"
#include "sim/conduct/trigger.hpp"

namespace marginwalk::conduct {

/// Which way a position has gone when it is left.
enum class Way { loss, profit };

/// Where a position is left: at a distance from its entry, as a share of the quoted price, or at a
/// quoted price.
using ExitLevel = std::variant<core::Rate, core::Price>;

/// The mark a distance away from another, in the quoted price, to the side where the position loses
/// or gains.
[[nodiscard]] core::Price mark_at_distance(const core::Contract& contract,
                                           const core::Position& position, core::Price from,
                                           core::Rate distance, Way way);

/// The mark at which an open position is left.
[[nodiscard]] core::Price mark_of(const core::Contract& contract, const core::Position& position,
                                  const ExitLevel& level, Way way);

/// Whether a mark is at a level or beyond.
[[nodiscard]] bool has_reached(const core::Position& position, core::Price mark, core::Price level,
                               Way way);

/// Touched where has_reached would be.
[[nodiscard]] core::Tripwire exit_tripwire(const core::Position& position, core::Price level,
                                           Way way, const Trigger& trigger = {});

}  // namespace marginwalk::conduct
