#pragma once

#include <vector>

#include "core/venue.hpp"

namespace marginwalk::test {

/// Every venue of scenarios/venues, by name, with all contracts and all collateral that it lists.
/// They are read once.
[[nodiscard]] const std::vector<core::Venue>& shipped_venues();

}  // namespace marginwalk::test
