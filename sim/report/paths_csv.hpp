#pragma once

#include <string>

#include "sim/run/sample_paths.hpp"

namespace marginwalk::report {

/// The names of the columns: path, seconds from the start, and the price of each asset.
[[nodiscard]] std::string paths_csv_header(const run::PathSampler& sampler);

/// The path that was drawn last, one row for each moment. Prices have as many digits as it takes to
/// read the same number back.
[[nodiscard]] std::string path_csv(const run::PathSampler& sampler);

}  // namespace marginwalk::report
