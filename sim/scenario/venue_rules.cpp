#include "sim/scenario/venue_rules.hpp"

#include "sim/scenario/fields.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
core::MaintenanceRule read_maintenance_rule(const Node& node, Problems& problems) {
  using core::ClosingFee;
  using core::TierMeasure;
  using core::TierRule;
  using core::Valuation;
  const core::MaintenanceRule usual;
  Fields fields(node, "maintenance", problems);
  core::MaintenanceRule rule;
  rule.valuation = fields.optional(
      "valuation", choice<Valuation>("a price to value positions at", {"mark", "entry"}),
      usual.valuation);
  rule.closing_fee = fields.optional(
      "closing_fee",
      choice<ClosingFee>("a closing fee", {"none", "at mark", "at bankruptcy price"}),
      usual.closing_fee);
  rule.tier_rule = fields.optional(
      "tiers", choice<TierRule>("a rule for tiers", {"deduction", "whole position"}),
      usual.tier_rule);
  rule.tier_measure = fields.optional(
      "tiers_in", choice<TierMeasure>("what tiers are measured in", {"notional", "contracts"}),
      usual.tier_measure);
  fields.finish();
  return rule;
}

core::LiquidationRule read_liquidation_rule(const Node& node, Problems& problems) {
  using core::Procedure;
  Fields fields(node, "liquidation", problems);
  core::LiquidationRule rule;
  rule.procedure = fields.required(
      "procedure", choice<Procedure>("a procedure", {"close out", "reduce", "tier ladder", "blocks",
                                                     "book then backstop"}));
  if (rule.procedure == Procedure::tier_ladder) {
    rule.tiers_per_step = fields.required("tiers_per_step", parse_count);
    rule.lowest_tier = fields.required("from_tier", parse_count) - 1;
  }
  if (rule.procedure == Procedure::blocks) {
    rule.step_share = fields.required("share", parse_positive_rate);
    rule.least_step = fields.required("at_least", parse_money);
    rule.greatest_step = fields.required("at_most", parse_money);
  }
  if (rule.procedure == Procedure::book_then_backstop) {
    rule.step_share = fields.required("share", parse_positive_rate);
    rule.partial_above = fields.required("share_above", parse_money);
    rule.backstop_level = fields.required("backstop_below", parse_share).value();
  }
  rule.nets_hedges = fields.optional("nets_hedges", parse_truth, false);
  fields.finish();
  return rule;
}

core::DeleveragingRule read_deleveraging_rule(const Node& node, Problems& problems) {
  using core::DeleveragingPrice;
  using core::DeleveragingRank;
  Fields fields(node, "deleveraging", problems);
  core::DeleveragingRule rule;
  rule.rank = fields.required(
      "rank", choice<DeleveragingRank>("a rank", {"leveraged return", "account leverage", "none"}));
  rule.price = fields.required(
      "price", choice<DeleveragingPrice>("a price to deleverage at",
                                         {"bankruptcy price", "mark", "mark before"}));
  fields.finish();
  return rule;
}

}  // namespace marginwalk::scenario
