#include "sim/scenario/read_exit.hpp"

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

using conduct::ExitLevel;
using conduct::Way;

Parsed<ExitLevel> parse_exit_level(std::string_view text) {
  return parse_price_or(text, parse_distance);
}

template <Way way>
conduct::Rule read_exit(const Node& node, std::string_view key, Problems& problems) {
  conduct::ExitOrder<way> rule{0, core::Rate(.5)};
  if (node.kind == NodeKind::scalar) {
    rule.level = parse_scalar(node, key, parse_exit_level, problems).value_or(rule.level);
    return rule;
  }
  Fields fields(node, key, problems);
  const auto distance = fields.optional("distance", parse_distance);
  const auto price = fields.optional("price", parse_price);
  if ((fields.child("distance") == nullptr) == (fields.child("price") == nullptr)) {
    fields.report(node.location, fmt::format("{}: give one of distance and price", key));
  }
  if (distance) rule.level = *distance;
  if (price) rule.level = *price;
  rule.execution = read_execution(fields);
  rule.trigger = read_trigger(fields);
  fields.finish();
  return rule;
}

/// A rule that is one value, alone or in a map under a key, with how it is carried out.
template <class Rule, class Value, class Parse>
Rule read_value(Rule rule, Value Rule::*value, const Node& node, std::string_view key,
                Parse&& parse, Problems& problems) {
  if (node.kind == NodeKind::scalar) {
    rule.*value = parse_scalar(node, Rule::name, parse, problems).value_or(rule.*value);
    return rule;
  }
  Fields fields(node, Rule::name, problems);
  rule.*value = fields.required(key, parse);
  rule.execution = read_execution(fields);
  if constexpr (requires { rule.trigger; }) rule.trigger = read_trigger(fields);
  fields.finish();
  return rule;
}

/// A price must be ahead of another on its side, or the position is left at once.
template <Way way>
std::optional<std::string> wrong_side(const conduct::ExitOrder<way>& rule,
                                      const core::Contract& contract,
                                      const core::Position& position, core::Price from,
                                      const char* what) {
  const core::Price level = conduct::mark_of(contract, position, rule.level, way);
  if (!conduct::has_reached(position, from, level, way)) return std::nullopt;
  return fmt::format("{:.10g} is not {} {}, {:.10g}, so that the {} would be left at once",
                     core::quoted(contract, level).value(),
                     core::is_long(contract, position) == (way == Way::profit) ? "above" : "below",
                     what, core::quoted(contract, from).value(),
                     core::is_long(contract, position) ? "long" : "short");
}

template <Way way>
std::optional<std::string> wrong_side(const conduct::ExitOrder<way>& rule,
                                      const ConductGround& ground) {
  const core::Position& position = ground.account.positions[rule.position];
  return wrong_side(rule, ground.venue.contracts[position.contract], position,
                    ground.marks[position.contract], "the price at the start");
}

}  // namespace

conduct::Rule read_stop_loss(const Node& node, Problems& problems) {
  return read_exit<Way::loss>(node, "stop_loss", problems);
}

conduct::Rule read_take_profit(const Node& node, Problems& problems) {
  return read_exit<Way::profit>(node, "take_profit", problems);
}

conduct::Rule read_trailing_stop(const Node& node, Problems& problems) {
  return read_value(conduct::TrailingStop{0, core::Rate(.5)}, &conduct::TrailingStop::distance,
                    node, "distance", parse_distance, problems);
}

conduct::Rule read_close_after(const Node& node, Problems& problems) {
  return read_value(conduct::CloseAfter{0, 60}, &conduct::CloseAfter::seconds, node, "after",
                    parse_duration, problems);
}

std::optional<std::string> contradiction(const conduct::StopLoss& rule,
                                         const ConductGround& ground) {
  return wrong_side(rule, ground);
}

std::optional<std::string> contradiction(const conduct::StopLoss& rule, const conduct::Entry& entry,
                                         const ConductGround& ground) {
  core::Position position = ground.account.positions[entry.position];
  const core::Contract& contract = ground.venue.contracts[position.contract];
  position.entry = entry.given_limit(contract);
  return wrong_side(rule, contract, position, position.entry, "the entry");
}

std::optional<std::string> contradiction(const conduct::TakeProfit& rule,
                                         const ConductGround& ground) {
  return wrong_side(rule, ground);
}

std::optional<std::string> contradiction(const conduct::TrailingStop& rule,
                                         const ConductGround& ground) {
  const core::Position& position = ground.account.positions[rule.position];
  const core::Contract& contract = ground.venue.contracts[position.contract];
  const core::Price level =
      conduct::mark_at_distance(contract, position, position.entry, rule.distance, Way::loss);
  if (!conduct::has_reached(position, ground.marks[position.contract], level, Way::loss)) {
    return std::nullopt;
  }
  return "the price at the start is further from the entry than that";
}

std::optional<std::string> contradiction(const conduct::CloseAfter& rule,
                                         const ConductGround& ground) {
  const replay::Clock& clock = ground.clock;
  if (clock.step == 0) return std::nullopt;
  if (rule.seconds % clock.step != 0) {
    return fmt::format("{} is not a multiple of step", duration_text(rule.seconds));
  }
  if (rule.seconds <= clock.horizon) return std::nullopt;
  return fmt::format("{} is after the horizon", duration_text(rule.seconds));
}

}  // namespace marginwalk::scenario
