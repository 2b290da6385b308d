#include "sim/scenario/read_adverse_days.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/units.hpp"

namespace marginwalk::scenario {

conduct::Rule read_adverse_days(const Node& node, Problems& problems) {
  conduct::AdverseDays rule;
  rule.deviations = parse_scalar(node, "adverse_days", parse_positive, problems).value_or(1);
  return rule;
}

void settle(conduct::AdverseDays& rule, const ConductGround& ground) {
  const core::Position& held = ground.account.positions[rule.position];
  rule.start = ground.marks[held.contract];
  rule.under_water = !conduct::has_reached(held, rule.start, held.entry, conduct::Way::profit);
  if (ground.volatility.empty()) return;
  constexpr double days = 365;
  rule.distance = core::Rate(rule.deviations * ground.volatility[held.contract] / std::sqrt(days));
}

std::optional<std::string> contradiction(const conduct::AdverseDays& rule,
                                         const ConductGround& ground) {
  if (ground.clock.step == 0) return std::nullopt;
  if (rule.distance <= core::Rate(0)) return "the model has no volatility to count them by";
  if (rule.distance < core::Rate(1)) return std::nullopt;
  return fmt::format("{:.6g} daily deviations are {:.3g}% (they must be below 100%)",
                     rule.deviations, 100 * rule.distance.value());
}

}  // namespace marginwalk::scenario
