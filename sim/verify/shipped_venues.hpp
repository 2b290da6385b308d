#pragma once

#include <filesystem>
#include <vector>

#include "core/venue.hpp"

namespace marginwalk::verify {

/// Every venue of a folder of venue files, by name, with all contracts and all collateral that it
/// lists. Throws scenario::InputError.
[[nodiscard]] std::vector<core::Venue> read_venues(const std::filesystem::path& folder);

}  // namespace marginwalk::verify
