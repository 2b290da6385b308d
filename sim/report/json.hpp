#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "sim/run/result.hpp"

namespace marginwalk::report {

/// A result as JSON: what is told to machines, under names that do not change. Every estimate is
/// {estimate, low, high}; what had nothing to be estimated from is null. Money is in quote
/// currency, fractions are not in percent, `timing.path_rate` is paths per second.
[[nodiscard]] nlohmann::ordered_json to_json(const run::Result& result);

/// The same as text, indented, every number in the shortest form that reads back as itself.
[[nodiscard]] std::string json_text(const run::Result& result);

}  // namespace marginwalk::report
