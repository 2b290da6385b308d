#include "sim/conduct/exit_level.hpp"

#include "core/inverse.hpp"

namespace marginwalk::conduct {
namespace {

/// Whether the mark rises on its way to the level.
bool rises(const core::Position& position, Way way) {
  return (position.size > core::Size(0)) == (way == Way::profit);
}

}  // namespace

core::Price mark_at_distance(const core::Contract& contract, const core::Position& position,
                             core::Price from, core::Rate distance, Way way) {
  const bool quoted_rises = core::is_long(contract, position) == (way == Way::profit);
  const double factor = 1 + (quoted_rises ? 1 : -1) * distance.value();
  return core::quoted(contract, core::quoted(contract, from) * factor);
}

core::Price mark_of(const core::Contract& contract, const core::Position& position,
                    const ExitLevel& level, Way way) {
  if (const auto* const price = std::get_if<core::Price>(&level)) {
    return core::quoted(contract, *price);
  }
  return mark_at_distance(contract, position, position.entry, std::get<core::Rate>(level), way);
}

bool has_reached(const core::Position& position, core::Price mark, core::Price level, Way way) {
  return rises(position, way) ? mark >= level : mark <= level;
}

core::Tripwire exit_tripwire(const core::Position& position, core::Price level, Way way,
                             const Trigger& trigger) {
  return core::mark_tripwire(trigger.row_of(position), level, rises(position, way));
}

}  // namespace marginwalk::conduct
