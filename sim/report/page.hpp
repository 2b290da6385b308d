#pragma once

#include <string>

#include "sim/run/result.hpp"

namespace marginwalk::report {

/// A result as one page of HTML that needs nothing besides: the JSON of to_json, what draws it, and
/// Chart.js. The page asks for nothing over the network and tells browsers to forbid it.
[[nodiscard]] std::string page(const run::Result& result);

}  // namespace marginwalk::report
