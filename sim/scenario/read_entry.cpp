#include "sim/scenario/read_entry.hpp"

#include <fmt/format.h>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/read_execution.hpp"
#include "sim/scenario/rule_units.hpp"
#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

using conduct::ExitLevel;

/// A move that leaves something of the price.
Parsed<core::Rate> parse_move(std::string_view text) {
  const Parsed<core::Rate> move = parse_rate(text);
  const auto* const rate = std::get_if<core::Rate>(&move);
  if (!rate || rate->value() > -1) return move;
  return Rejection{fmt::format("{} is out of range (it must be above -100%)", shown(text))};
}

Parsed<ExitLevel> parse_entry_level(std::string_view text) {
  return parse_price_or(text, parse_move);
}

void check(Fields& fields, const Location& location) {
  const auto has = [&](const char* key) { return fields.child(key) != nullptr; };
  if (has("at") == has("window")) fields.report(location, "entry: give one of at and window");
  if (has("every") && !has("window")) {
    fields.report(fields.where("every"), "every: nothing is reviewed (give a window)");
  }
  if (has("otherwise") && !has("expires")) {
    fields.report(fields.where("otherwise"), "otherwise: it waits to the end (give expires)");
  }
}

}  // namespace

conduct::Rule read_entry(const Node& node, Problems& problems) {
  enum class Otherwise { nothing, market };
  conduct::Entry rule;
  if (node.kind == NodeKind::scalar) {
    rule.level =
        parse_scalar(node, conduct::Entry::name, parse_entry_level, problems).value_or(rule.level);
    return rule;
  }
  Fields fields(node, conduct::Entry::name, problems);
  rule.level = fields.optional("at", parse_entry_level, rule.level);
  rule.window = fields.optional("window", parse_whole_hours, 0) / 3600;
  rule.every = fields.optional("every", parse_review_interval, rule.every);
  rule.expires = fields.optional("expires", parse_duration);
  rule.then_at_market =
      fields.optional("otherwise", choice<Otherwise>("what is done then", {"nothing", "market"}),
                      Otherwise::nothing) == Otherwise::market;
  rule.execution.fails = fields.optional("fails", parse_share, core::Rate(0)).value();
  rule.trigger = read_trigger(fields);
  check(fields, node.location);
  fields.finish();
  return rule;
}

void settle(conduct::Entry& rule, const ConductGround& ground) {
  const core::Position& planned = ground.account.positions[rule.position];
  rule.size = planned.size;
  rule.start = ground.marks[planned.contract];
  rule.keeps_size = ground.sizings[rule.position] == core::Sizing::size;
}

std::optional<std::string> contradiction(const conduct::Entry& rule, const ConductGround& ground) {
  const core::Position& planned = ground.account.positions[rule.position];
  if (planned.entry != ground.marks[planned.contract]) {
    return "the position has an entry price, at which it is open from the start (leave one out)";
  }
  if (ground.after != replay::AfterLiquidation::continues) {
    return fmt::format("after_liquidation is {} already (leave it at continue)",
                       word_of(ground.after));
  }
  const replay::Clock& clock = ground.clock;
  if (clock.step == 0) return std::nullopt;
  if (rule.window > 0 && 3600 % clock.step != 0) {
    return "it looks at hours, which are not multiples of step";
  }
  if (rule.window > 0 && rule.window * 3600 >= clock.horizon) {
    return fmt::format("the window of {} is not over before the horizon",
                       duration_text(rule.window * 3600));
  }
  if (rule.expires && *rule.expires % clock.step != 0) {
    return fmt::format("expires, {}, is not a multiple of step", duration_text(*rule.expires));
  }
  if (rule.expires && *rule.expires > clock.horizon) {
    return fmt::format("expires, {}, is after the horizon", duration_text(*rule.expires));
  }
  return std::nullopt;
}

}  // namespace marginwalk::scenario
