#pragma once

#include <vector>

#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::scenario {

/// Reads the law of prices, with one entry for each of the study's assets, in their order. Assets
/// that the study does not have are ignored in a model file and refused elsewhere.
[[nodiscard]] paths::GbmParameters read_model(const Node& node,
                                              const std::vector<replay::Asset>& assets,
                                              bool is_file, Problems& problems);

}  // namespace marginwalk::scenario
