#include "sim/scenario/read_leverage_rules.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/conduct/exposure.hpp"
#include "sim/scenario/fields.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/read_execution.hpp"
#include "sim/scenario/rule_units.hpp"
#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

constexpr std::uint32_t day = 86'400;

double leverage_at_start(const ConductGround& ground) {
  return conduct::effective_leverage({0, ground.marks, ground.venue, ground.account});
}

/// Reviews fall on steps, and before the end.
std::optional<std::string> wrong_interval(std::uint32_t every, const ConductGround& ground) {
  const replay::Clock& clock = ground.clock;
  if (clock.step == 0) return std::nullopt;
  if (every % clock.step != 0) {
    return fmt::format("{} is not a multiple of step", duration_text(every));
  }
  if (every < clock.horizon) return std::nullopt;
  return fmt::format("there is no review before the horizon (every is {})", duration_text(every));
}

void check_loan(Fields& fields, const conduct::UseFreeMargin& rule) {
  if (rule.borrow == core::Rate(0) && rule.interest != core::Rate(0)) {
    fields.report(fields.where("interest"), "interest: nothing is borrowed (give borrow)");
  }
  if (rule.borrow != core::Rate(0) && rule.execution != conduct::Execution{}) {
    fields.report(fields.where("borrow"), "borrow: goes with neither latency nor fails");
  }
}

void check_stages(Fields& fields, const conduct::Escalation& rule, const Location& location) {
  if (rule.leverages.size() < 2) {
    fields.report(fields.where("leverage"), "leverage: give the leverage of at least two stages");
  }
  for (std::size_t i = 1; i < rule.leverages.size(); ++i) {
    if (rule.leverages[i] > rule.leverages[i - 1]) continue;
    fields.report(fields.where("leverage"), fmt::format("leverage: {} does not follow {} upwards",
                                                        leverage_text(rule.leverages[i]),
                                                        leverage_text(rule.leverages[i - 1])));
  }
  if (!rule.after && !rule.profit) {
    fields.report(location, "escalation: nothing leads up (give after, profit or both)");
  }
}

}  // namespace

conduct::Rule read_use_free_margin(const Node& node, Problems& problems) {
  enum class When { in_profit, always };
  Fields fields(node, conduct::UseFreeMargin::name, problems);
  conduct::UseFreeMargin rule;
  rule.share = fields.required("share", parse_positive_rate);
  rule.every = fields.optional("every", parse_sampling_interval, day);
  rule.only_in_profit = fields.optional("when", choice<When>("a time", {"in_profit", "always"}),
                                        When::in_profit) == When::in_profit;
  rule.borrow = fields.optional("borrow", parse_positive_rate, core::Rate(0));
  rule.interest = fields.optional("interest", parse_share, core::Rate(0));
  rule.execution = read_execution(fields);
  check_loan(fields, rule);
  fields.finish();
  return rule;
}

conduct::Rule read_leverage_creep(const Node& node, Problems& problems) {
  Fields fields(node, conduct::LeverageCreep::name, problems);
  conduct::LeverageCreep rule;
  rule.every = fields.optional("every", parse_sampling_interval, day);
  rule.by = fields.required("by", parse_increase);
  rule.at_most = fields.required("at_most", parse_leverage);
  rule.execution = read_execution(fields);
  fields.finish();
  return rule;
}

conduct::Rule read_escalation(const Node& node, Problems& problems) {
  Fields fields(node, conduct::Escalation::name, problems);
  conduct::Escalation rule;
  if (fields.required_child("leverage")) rule.leverages = fields.list("leverage", parse_leverage);
  rule.every = fields.optional("every", parse_sampling_interval, day);
  rule.after = fields.optional("after", parse_duration);
  rule.profit = fields.optional("profit", parse_positive_rate);
  rule.drawdown = fields.optional("drawdown", parse_distance);
  check_stages(fields, rule, node.location);
  fields.finish();
  return rule;
}

std::optional<std::string> contradiction(const conduct::UseFreeMargin& rule,
                                         const ConductGround& ground) {
  return wrong_interval(rule.every, ground);
}

std::optional<std::string> contradiction(const conduct::LeverageCreep& rule,
                                         const ConductGround& ground) {
  const double start = leverage_at_start(ground);
  if (start < rule.at_most) return wrong_interval(rule.every, ground);
  return fmt::format("at_most is {}, and the account starts with a leverage of {:.3g}",
                     leverage_text(rule.at_most), start);
}

std::optional<std::string> contradiction(const conduct::Escalation& rule,
                                         const ConductGround& ground) {
  constexpr double tolerance = .01;
  const double start = leverage_at_start(ground);
  const double first = rule.leverages.empty() ? start : rule.leverages.front();
  if (std::abs(start - first) <= tolerance * first) return wrong_interval(rule.every, ground);
  return fmt::format("the account starts with a leverage of {:.3g}, not with the first stage, {}",
                     start, leverage_text(first));
}

}  // namespace marginwalk::scenario
