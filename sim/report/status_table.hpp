#pragma once

#include <string>
#include <vector>

#include "sim/run/store_status.hpp"

namespace marginwalk::report {

/// Numbers of blocks, of which ranges [first, end) are told: `3, 7–9`.
[[nodiscard]] std::string block_list(const std::vector<run::Span>& ranges);

/// One row for each store: what is done, whether somebody works on it, rate and time left.
[[nodiscard]] std::string status_table(const std::vector<run::StoreStatus>& stores);

}  // namespace marginwalk::report
