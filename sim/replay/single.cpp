#include "sim/replay/single.hpp"

namespace marginwalk::replay {
Guards guards(const Trial& trial, Directions& directions) {
  Guards result;
  for (const core::Tripwire& tripwire : trial.tripwires()) {
    result.watches.push_back(directions.watch(tripwire));
  }
  result.screens = screens(trial.account(), trial.tripwires(), directions);
  return result;
}

}  // namespace marginwalk::replay
