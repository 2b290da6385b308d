#include "sim/scenario/read_execution.hpp"

#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"

namespace marginwalk::scenario {

conduct::Execution read_execution(Fields& fields) {
  return {fields.optional("latency", parse_duration, 0),
          fields.optional("fails", parse_share, core::Rate(0)).value()};
}

}  // namespace marginwalk::scenario
