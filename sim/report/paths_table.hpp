#pragma once

#include <string>

#include "sim/run/sample_paths.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::report {

/// What sample paths of a study are like: a table by asset, and the correlations of pairs.
[[nodiscard]] std::string paths_summary(const scenario::Study& study,
                                        const run::PathSampler& sampler,
                                        const run::PathStatistics& statistics);

}  // namespace marginwalk::report
