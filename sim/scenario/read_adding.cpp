#include "sim/scenario/read_adding.hpp"

#include <fmt/format.h>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/read_execution.hpp"
#include "sim/scenario/rule_units.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {

conduct::Rule read_add_to_losers(const Node& node, Problems& problems) {
  Fields fields(node, conduct::AddToLosers::name, problems);
  conduct::AddToLosers rule{0, fields.required("every_drop", parse_distance)};
  rule.share = fields.required("add", parse_positive_rate).value();
  rule.at_most = fields.required("at_most", parse_repetitions);
  rule.execution = read_execution(fields);
  fields.finish();
  return rule;
}

conduct::Rule read_double_after_loss(const Node& node, Problems& problems) {
  conduct::DoubleAfterLoss rule;
  if (node.kind == NodeKind::scalar) {
    rule.at_most =
        parse_scalar(node, conduct::DoubleAfterLoss::name, parse_repetitions, problems).value_or(1);
    return rule;
  }
  Fields fields(node, conduct::DoubleAfterLoss::name, problems);
  rule.at_most = fields.required("at_most", parse_repetitions);
  rule.times = fields.optional("times", parse_increase, 2);
  rule.execution = read_execution(fields);
  fields.finish();
  return rule;
}

std::optional<std::string> contradiction(const conduct::AddToLosers& rule,
                                         const ConductGround& ground) {
  const core::Position& position = ground.account.positions[rule.position];
  const core::Contract& contract = ground.venue.contracts[position.contract];
  const core::Price level = conduct::mark_at_distance(contract, position, position.entry,
                                                      rule.every_drop, conduct::Way::loss);
  const core::Price start = ground.marks[position.contract];
  if (!conduct::has_reached(position, start, level, conduct::Way::loss)) return std::nullopt;
  return "the price at the start is further from the entry than every_drop";
}

std::optional<std::string> contradiction(const conduct::DoubleAfterLoss&,
                                         const ConductGround& ground) {
  if (ground.after == replay::AfterLiquidation::continues) return std::nullopt;
  return fmt::format("after_liquidation is {} already (leave it at continue)",
                     word_of(ground.after));
}

}  // namespace marginwalk::scenario
