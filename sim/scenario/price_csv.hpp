#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/paths/recording.hpp"
#include "sim/scenario/input_error.hpp"

namespace marginwalk::scenario {

/// The prices of some assets, in their order, from a CSV file. Its first row names the columns:
///
///   path        counts paths from 0, one behind the other; there is one path where it is absent
///   time        in UTC: 2026-01-01T00:00Z, 2026-01-01 00:00:00 or 2026-01-01; or instead
///   seconds     from any moment
///   ASSET       a close; or instead
///   ASSET open, ASSET high, ASSET low, ASSET close
///
/// Other columns do not count. Throws InputError with the first problems: columns that are missing
/// or given twice; rows of other lengths; values that are none; times that are not whole minutes
/// that divide a day apart, and all the same; highs below lows, opens and closes beyond them; paths
/// of different lengths or fewer than two rows.
[[nodiscard]] paths::RecordedPrices read_price_csv(std::string_view text,
                                                   const std::string& file_name,
                                                   const std::vector<std::string>& assets);

}  // namespace marginwalk::scenario
