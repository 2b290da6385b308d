#pragma once

#include <vector>

#include "sim/scenario/input_error.hpp"
#include "sim/scenario/read_account.hpp"
#include "sim/scenario/read_venue.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::scenario {

/// Fills in the venue of a study whose market is known: its rules, and only the contracts that some
/// of the positions hold. Contracts that the venue does not list and assets without a price are
/// problems.
void list_contracts(const VenueSpec& venue, const std::vector<PositionSpec>& positions,
                    Study& study, Problems& problems);

}  // namespace marginwalk::scenario
