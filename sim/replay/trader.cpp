#include "sim/replay/trader.hpp"

#include <utility>

namespace marginwalk::replay {

Trader make_trader(core::Account planned, Conduct conduct) {
  for (const conduct::Rule& rule : conduct.rules) {
    const auto* const entry = std::get_if<conduct::Entry>(&rule);
    if (!entry) continue;
    core::Position& position = planned.positions[entry->position];
    planned.wallet += position.margin;
    position.margin = core::Money(0);
    position.size = core::Size(0);
  }
  return {std::move(planned), std::move(conduct)};
}

std::vector<std::uint32_t> reviews_of(const std::vector<Trader>& traders) {
  std::vector<conduct::Rule> all;
  for (const Trader& trader : traders) {
    all.insert(all.end(), trader.conduct.rules.begin(), trader.conduct.rules.end());
  }
  return conduct::reviews_of(all);
}

}  // namespace marginwalk::replay
