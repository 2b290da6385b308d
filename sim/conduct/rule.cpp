#include "sim/conduct/rule.hpp"

#include <algorithm>

namespace marginwalk::conduct {

std::vector<std::uint32_t> reviews_of(const std::vector<Rule>& rules) {
  std::vector<std::uint32_t> minutes;
  const auto add = [&](const auto& rule) {
    if constexpr (requires { rule.reviews(); }) {
      const std::vector<std::uint32_t> more = rule.reviews();
      minutes.insert(minutes.end(), more.begin(), more.end());
    }
  };
  for (const Rule& each : rules) std::visit(add, each);
  std::sort(minutes.begin(), minutes.end());
  minutes.erase(std::unique(minutes.begin(), minutes.end()), minutes.end());
  return minutes;
}

}  // namespace marginwalk::conduct
