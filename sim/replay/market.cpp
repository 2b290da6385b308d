#include "sim/replay/market.hpp"

namespace marginwalk::replay {

std::vector<core::Price> start_marks(const Market& market) {
  std::vector<core::Price> marks;
  for (const std::size_t asset : market.underlying) marks.push_back(market.assets[asset].start);
  return marks;
}

bool is_due(std::uint32_t every_seconds, const Clock& clock, std::uint32_t seconds) {
  const auto since_midnight = static_cast<std::uint32_t>(clock.start % 86'400);
  return every_seconds > 0 && (since_midnight + seconds) % every_seconds == 0;
}

}  // namespace marginwalk::replay
