#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/run/cost.hpp"

namespace marginwalk::report {

/// What a run will take: its time on so many threads, by the probe or, where it is stated, by a
/// rate in paths per second; and the room for its store.
[[nodiscard]] std::string cost_text(const scenario::Study& study, const run::Cost& cost,
                                    unsigned threads,
                                    const std::optional<std::uint64_t>& path_rate);

}  // namespace marginwalk::report
