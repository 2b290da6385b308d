#include "sim/replay/market.hpp"

namespace marginwalk::replay {

std::vector<core::Price> start_marks(const Market& market) {
  std::vector<core::Price> marks;
  for (const std::size_t asset : market.underlying) marks.push_back(market.assets[asset].start);
  return marks;
}

}  // namespace marginwalk::replay
