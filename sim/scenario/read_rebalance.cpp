#include "sim/scenario/read_rebalance.hpp"

#include <fmt/format.h>

#include "core/inverse.hpp"
#include "sim/scenario/fields.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/read_execution.hpp"
#include "sim/scenario/rule_units.hpp"
#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"

namespace marginwalk::scenario {
namespace {

using Target = conduct::Rebalance::Target;

Parsed<Target> parse_kept(std::string_view text) {
  if (text == "notional") return Target::notional;
  if (text == "weight") return Target::weight;
  return Rejection{fmt::format("{} is not notional or weight", shown(text))};
}

/// Two hours at least: a return of one has no spread.
Parsed<std::uint32_t> parse_window(std::string_view text) {
  const Parsed<std::uint32_t> parsed = parse_duration(text);
  const auto* const seconds = std::get_if<std::uint32_t>(&parsed);
  if (!seconds || (*seconds % 3600 == 0 && *seconds > 3600)) return parsed;
  return Rejection{fmt::format("{} is not a number of whole hours above 1", shown(text))};
}

}  // namespace

conduct::Rule read_rebalance(const Node& node, Problems& problems) {
  conduct::Rebalance rule;
  Fields fields(node, "rebalance", problems);
  rule.every = fields.optional("every", parse_review_interval, 86'400);
  rule.threshold = fields.optional("threshold", parse_share, core::Rate(0));
  const auto kept = fields.optional("keep", parse_kept);
  const auto volatility = fields.optional("volatility", parse_volatility);
  const auto window = fields.optional("window", parse_window);
  if ((fields.child("keep") == nullptr) == (fields.child("volatility") == nullptr)) {
    fields.report(node.location, "rebalance: give one of keep and volatility");
  }
  if ((fields.child("volatility") == nullptr) != (fields.child("window") == nullptr)) {
    fields.report(node.location, "rebalance: volatility and window go together");
  }
  rule.target = kept.value_or(Target::volatility);
  rule.amount = volatility.value_or(0);
  rule.window = window.value_or(0) / 3600;
  rule.execution = read_execution(fields);
  fields.finish();
  return rule;
}

void settle(conduct::Rebalance& rule, const ConductGround& ground) {
  if (rule.target == Target::volatility) return;
  const core::Position& position = ground.account.positions[rule.position];
  rule.amount = core::quote_notional(ground.venue.contracts[position.contract], position.size,
                                     ground.marks[position.contract])
                    .value();
  if (rule.target == Target::notional) return;
  rule.amount /= core::worth(ground.venue, ground.account, ground.marks).value();
}

std::optional<std::string> contradiction(const conduct::Rebalance&, const ConductGround& ground) {
  if (ground.clock.step == 0 || 3600 % ground.clock.step == 0) return std::nullopt;
  return "it looks at hours, which are not multiples of step";
}

}  // namespace marginwalk::scenario
