#pragma once

#include <string>
#include <vector>

#include "sim/scenario/open_cells.hpp"

namespace marginwalk::scenario {

/// What a reader must know to read the results: which question the sizes ask, how a leverage cap
/// scaled them, and of which day the venue's rules are. One sentence each.
[[nodiscard]] std::vector<std::string> notes_on(const Study& study, const AccountSpec& account,
                                                const std::vector<PolicySpec>& policies,
                                                const std::vector<VenueChoice>& venues);

}  // namespace marginwalk::scenario
