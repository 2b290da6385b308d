#pragma once

#include "core/venue.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"

namespace marginwalk::scenario {

/// Reads the key `maintenance` of a venue: how it derives what a position must keep.
[[nodiscard]] core::MaintenanceRule read_maintenance_rule(const Node& node, Problems& problems);

/// Reads the key `liquidation` of a venue: a procedure and what belongs to it.
[[nodiscard]] core::LiquidationRule read_liquidation_rule(const Node& node, Problems& problems);

/// Reads the key `deleveraging` of a venue: who is closed first when its fund is gone, and where.
[[nodiscard]] core::DeleveragingRule read_deleveraging_rule(const Node& node, Problems& problems);

}  // namespace marginwalk::scenario
