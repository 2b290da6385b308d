#include "sim/replay/trader.hpp"

namespace marginwalk::replay {

std::vector<std::uint32_t> reviews_of(const std::vector<Trader>& traders) {
  std::vector<conduct::Rule> all;
  for (const Trader& trader : traders) {
    all.insert(all.end(), trader.conduct.rules.begin(), trader.conduct.rules.end());
  }
  return conduct::reviews_of(all);
}

}  // namespace marginwalk::replay
