#pragma once

#include "sim/conduct/moment.hpp"
#include "sim/scenario/fields.hpp"

namespace marginwalk::scenario {

/// How late (`latency`) and how surely (`fails`, a probability) a rule is carried out. Knows no
/// other key of the map.
[[nodiscard]] conduct::Execution read_execution(Fields& fields);

}  // namespace marginwalk::scenario
