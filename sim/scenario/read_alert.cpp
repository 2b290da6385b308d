#include "sim/scenario/read_alert.hpp"

#include <fmt/format.h>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/read_execution.hpp"
#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"

namespace marginwalk::scenario {
namespace {

using conduct::Response;

Parsed<Response> parse_response(std::string_view text) {
  if (text == "nothing") return Response(conduct::Ignore{});
  if (text == "close") return Response(conduct::Cut{1});
  return Rejection{
      fmt::format("{} is not nothing, close, {{cut: 50%}} or {{add_margin: 1000}}", shown(text)),
      {"nothing", "close"}};
}

/// A level at which the venue does not liquidate yet.
Parsed<double> parse_level(std::string_view text) {
  const Parsed<double> parsed = parse_positive(text);
  const auto* const level = std::get_if<double>(&parsed);
  if (level && *level <= 1) {
    return Rejection{fmt::format(
        "{} is out of range (it must be above 1, at which the venue liquidates)", shown(text))};
  }
  return parsed;
}

Response read_response(Fields& fields, Problems& problems) {
  const Node* const node = fields.child("then");
  if (!node) return conduct::Ignore{};
  if (node->kind == NodeKind::scalar) {
    return parse_scalar(*node, "then", parse_response, problems).value_or(conduct::Ignore{});
  }
  Fields then(*node, "then", problems);
  const auto cut = then.optional("cut", parse_share);
  const auto add = then.optional("add_margin", parse_money);
  if (cut.has_value() == add.has_value() || (cut && *cut <= core::Rate(0))) {
    then.report(node->location, "then: give one of cut and add_margin, above 0");
  }
  then.finish();
  if (add) return conduct::AddMargin{*add};
  return conduct::Cut{cut ? cut->value() : 1};
}

std::optional<std::string> below_at_start(core::Scope scope, double below,
                                          const ConductGround& ground) {
  const core::MarginState margin =
      core::margin_state(ground.venue, ground.account, scope, ground.marks);
  if (margin.level() > below) return std::nullopt;
  return fmt::format("the margin level at the start, {:.4g}, is not above {:.4g}", margin.level(),
                     below);
}

}  // namespace

conduct::Rule read_margin_alert(const Node& node, Problems& problems) {
  conduct::MarginAlert rule;
  Fields fields(node, "margin_alert", problems);
  rule.below = fields.required("below", parse_level);
  rule.response = read_response(fields, problems);
  rule.execution = read_execution(fields);
  fields.finish();
  return rule;
}

conduct::Rule read_price_alert(const Node& node, Problems& problems) {
  conduct::PriceAlert rule;
  Fields fields(node, "price_alert", problems);
  rule.move = fields.required("move", parse_share);
  rule.within = fields.required("within", parse_duration);
  if (rule.move <= core::Rate(0) && fields.child("move")) {
    fields.report(fields.where("move"), "move: it must be above 0%");
  }
  if (rule.within % 3600 != 0) {
    fields.report(fields.where("within"), "within: it is not a number of whole hours");
  }
  rule.response = read_response(fields, problems);
  rule.execution = read_execution(fields);
  fields.finish();
  return rule;
}

conduct::Rule read_top_up(const Node& node, Problems& problems) {
  conduct::TopUp rule;
  Fields fields(node, "top_up", problems);
  rule.below = fields.required("below", parse_level);
  rule.to = fields.required("to", parse_level);
  if (rule.to <= rule.below && rule.to > 0) {
    fields.report(fields.where("to"), "to: it must be above below");
  }
  fields.finish();
  return rule;
}

bool needs_reserve(const conduct::Rule& rule) {
  return std::visit(
      [](const auto& each) {
        if constexpr (requires { each.response; }) {
          return std::holds_alternative<conduct::AddMargin>(each.response);
        }
        return false;
      },
      rule);
}

std::optional<std::string> contradiction(const conduct::MarginAlert& rule,
                                         const ConductGround& ground) {
  return below_at_start(rule.scope, rule.below, ground);
}

std::optional<std::string> contradiction(const conduct::PriceAlert&, const ConductGround& ground) {
  if (ground.clock.step == 0 || 3600 % ground.clock.step == 0) return std::nullopt;
  return "it looks every hour, which is not a multiple of step";
}

std::optional<std::string> contradiction(const conduct::TopUp& rule, const ConductGround& ground) {
  if (ground.account.positions[rule.position].mode == core::MarginMode::cross) {
    return "the position is under cross (only the margin of an isolated one is topped up)";
  }
  return below_at_start(core::Scope::isolated(rule.position), rule.below, ground);
}

}  // namespace marginwalk::scenario
