#pragma once

#include <string>
#include <string_view>

#include "sim/estimate/group_tally.hpp"

namespace marginwalk::estimate {

/// Tallies of groups as bytes and back, as those of cells are (see tally_bytes.hpp). Without any
/// there are no bytes.
[[nodiscard]] std::string to_bytes(const GroupTallies& groups);

/// Throws MalformedBytes.
[[nodiscard]] GroupTallies groups_from_bytes(std::string_view bytes);

}  // namespace marginwalk::estimate
