#include "sim/conduct/rule.hpp"

#include <algorithm>

namespace marginwalk::conduct {

const char* name_of(const Rule& rule) {
  return std::visit([](const auto& each) { return each.name; }, rule);
}

std::vector<Rule> rules_without(std::vector<Rule> rules, std::size_t position) {
  const auto is_of_it = [&](const auto& rule) {
    if constexpr (requires { rule.position; }) return rule.position == position;
    if constexpr (requires { rule.scope; }) return rule.scope == core::Scope::isolated(position);
    return false;
  };
  const auto follow = [&](auto& rule) {
    if constexpr (requires { rule.position; }) {
      if (rule.position > position) --rule.position;
    }
    if constexpr (requires { rule.scope; }) {
      if (rule.scope.is_cross() || rule.scope.position() < position) return;
      rule.scope = core::Scope::isolated(rule.scope.position() - 1);
    }
  };
  std::erase_if(rules, [&](const Rule& rule) { return std::visit(is_of_it, rule); });
  for (Rule& rule : rules) std::visit(follow, rule);
  return rules;
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
