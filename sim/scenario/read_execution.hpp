#pragma once

#include "sim/conduct/moment.hpp"
#include "sim/conduct/trigger.hpp"
#include "sim/scenario/fields.hpp"

namespace marginwalk::scenario {

/// Which price sets an order off (`trigger`): `mark`, or `last`. Knows no other key of the map.
[[nodiscard]] conduct::Trigger read_trigger(Fields& fields);

/// How late (`latency`) and how surely (`fails`, a probability) a rule is carried out. Knows no
/// other key of the map.
[[nodiscard]] conduct::Execution read_execution(Fields& fields);

}  // namespace marginwalk::scenario
