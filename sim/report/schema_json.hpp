#pragma once

#include <string>

#include "sim/scenario/shape.hpp"

namespace marginwalk::report {

/// The JSON Schema (2020-12) of a file that has a shape: which keys there are, which must be there,
/// and how values are written. What belongs together beyond that is known to the loader alone.
[[nodiscard]] std::string schema_json(const scenario::Shape& shape, const std::string& title);

}  // namespace marginwalk::report
