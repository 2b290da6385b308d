#include "sim/conduct/leverage_creep.hpp"

#include <algorithm>

#include "sim/conduct/exposure.hpp"

namespace marginwalk::conduct {

Answer LeverageCreep::look(const Moment& now, State& state) const {
  if (now.seconds % every != 0 || !core::is_open(now.account)) return {};
  const double is = effective_leverage(now);
  state.right = std::min(at_most, state.right.value_or(is) * by);
  if (is >= *state.right) return {{}, {}, true};
  return {change_to_leverage(now, *state.right), {}, true};
}

}  // namespace marginwalk::conduct
