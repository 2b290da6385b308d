#include "sim/scenario/read_execution.hpp"

#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {

conduct::Trigger read_trigger(Fields& fields) {
  enum class Price { mark, last };
  const auto parse = choice<Price>("a price", {"mark", "last"});
  return {fields.optional("trigger", parse, Price::mark) == Price::last, 0};
}

conduct::Execution read_execution(Fields& fields) {
  return {fields.optional("latency", parse_duration, 0),
          fields.optional("fails", parse_share, core::Rate(0)).value()};
}

}  // namespace marginwalk::scenario
