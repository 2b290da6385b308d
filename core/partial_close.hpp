#pragma once

#include <optional>

#include "core/position.hpp"
#include "core/venue.hpp"

/// How much of a position to close so that a boundary is met, and no more.
namespace marginwalk::core {

/// The part above the upper edge of a bracket, by index; 0 where the position is in it or below.
[[nodiscard]] Size size_above_tier(const Contract& contract, const Position& position, Price mark,
                                   std::size_t tier);

/// The least part whose close makes up for a surplus < 0 of equity over requirement, where closing
/// the whole position costs `cost`: the least x with
///
///     surplus - cost x / |size| + maintenance(|size|) - maintenance(|size| - x) >= 0.
///
/// None where no part does.
[[nodiscard]] std::optional<Size> least_reduction(const Contract& contract,
                                                  const Position& position, Price mark, Money cost,
                                                  Money surplus);

}  // namespace marginwalk::core
