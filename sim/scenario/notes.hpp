#pragma once

#include <string>
#include <vector>

#include "sim/scenario/read_account.hpp"
#include "sim/scenario/read_policies.hpp"
#include "sim/scenario/read_venue.hpp"

namespace marginwalk::scenario {

/// What a reader must know to read the results: which question the sizes ask, how a leverage cap
/// scaled them, and of which day the venue's rules are. One sentence each.
[[nodiscard]] std::vector<std::string> notes_on(const AccountSpec& account,
                                                const std::vector<PolicySpec>& policies,
                                                const VenueSpec& venue);

}  // namespace marginwalk::scenario
