#include "sim/conduct/rule.hpp"

#include <algorithm>

namespace marginwalk::conduct {

const char* name_of(const Rule& rule) {
  return std::visit([](const auto& each) { return each.name; }, rule);
}

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
