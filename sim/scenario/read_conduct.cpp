#include "sim/scenario/read_conduct.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/read_adding.hpp"
#include "sim/scenario/read_adverse_days.hpp"
#include "sim/scenario/read_alert.hpp"
#include "sim/scenario/read_entry.hpp"
#include "sim/scenario/read_exit.hpp"
#include "sim/scenario/read_leverage_rules.hpp"
#include "sim/scenario/read_rebalance.hpp"
#include "sim/scenario/read_reserve.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

/// A key of a conduct, and what reads it.
struct Key {
  const char* name;
  conduct::Rule (*read)(const Node& node, Problems& problems);
};

/// All of them. A rule that a file can ask for has a line here, and a `contradiction`.
constexpr Key keys[] = {
    {conduct::AdverseDays::name, read_adverse_days},
    {conduct::Entry::name, read_entry},
    {conduct::StopLoss::name, read_stop_loss},
    {conduct::TakeProfit::name, read_take_profit},
    {conduct::TrailingStop::name, read_trailing_stop},
    {conduct::AddToLosers::name, read_add_to_losers},
    {conduct::MarginAlert::name, read_margin_alert},
    {conduct::PriceAlert::name, read_price_alert},
    {conduct::TopUp::name, read_top_up},
    {conduct::CloseAfter::name, read_close_after},
    {conduct::Rebalance::name, read_rebalance},
    {conduct::UseFreeMargin::name, read_use_free_margin},
    {conduct::LeverageCreep::name, read_leverage_creep},
    {conduct::Escalation::name, read_escalation},
    {conduct::DoubleAfterLoss::name, read_double_after_loss},
    {conduct::Reserve::name, read_reserve},
};

template <class R>
const R* find(const ConductSpec& conduct) {
  for (const RuleSpec& spec : conduct) {
    if (!spec.rule) continue;
    if (const R* const rule = std::get_if<R>(&*spec.rule)) return rule;
  }
  return nullptr;
}

void report(const Location& location, const std::string& message, Problems& problems) {
  const bool told = std::any_of(problems.begin(), problems.end(), [&](const Problem& each) {
    return each.location.line == location.line && each.location.column == location.column &&
           each.message == message;
  });
  if (!told) problems.push_back({location, message});
}

void check(const ConductSpec& conduct, Problems& problems) {
  for (const RuleSpec& spec : conduct) {
    if (!spec.rule || !needs_reserve(*spec.rule) || find<conduct::Reserve>(conduct)) continue;
    report(spec.location, fmt::format("{}: there is no margin to add (give a reserve)", spec.key),
           problems);
  }
  if (!find<conduct::StopLoss>(conduct) || !find<conduct::TrailingStop>(conduct)) return;
  const auto trailing = std::find_if(conduct.begin(), conduct.end(), [](const RuleSpec& each) {
    return each.key == "trailing_stop";
  });
  report(trailing->location, "trailing_stop: there is a stop_loss already (give one of them)",
         problems);
}

/// A stop at a price must lie beyond the entry, if that is known.
void check_stop(const ConductSpec& conduct, std::size_t position, const ConductGround& ground,
                Problems& problems) {
  const auto* const entry = find<conduct::Entry>(conduct);
  const auto* const stop = find<conduct::StopLoss>(conduct);
  if (!entry || !stop || entry->window > 0) return;
  conduct::Entry settled = *entry;
  settled.position = position;
  settle(settled, ground);
  const auto why = contradiction(*stop, settled, ground);
  const auto spec = std::find_if(conduct.begin(), conduct.end(), [](const RuleSpec& each) {
    return each.key == conduct::StopLoss::name;
  });
  if (why) report(spec->location, fmt::format("{}: {}", spec->key, *why), problems);
}

/// The same rule of the whole account, or of all of a scope, as another position has it; null if
/// there is none.
const conduct::Rule* find_shared(const conduct::Rule& rule,
                                 const std::vector<conduct::Rule>& rules) {
  const auto is_shared = [&](const conduct::Rule& other) {
    return std::visit(
        [&]<class R>([[maybe_unused]] const R& each) {
          if constexpr (requires { each.position; }) return false;
          const R* const same = std::get_if<R>(&other);
          if constexpr (requires { each.scope; }) return same && same->scope == each.scope;
          return same != nullptr;
        },
        rule);
  };
  const auto found = std::find_if(rules.begin(), rules.end(), is_shared);
  return found == rules.end() ? nullptr : &*found;
}

bool is_none(const Node& node) {
  const auto parse = choice<int>("a rule", {"none"});
  if (node.shape) node.shape->note_scalar(shape_parser(parse));
  return node.kind == NodeKind::scalar && node.text == "none";
}

void settle(conduct::Trigger& trigger, const core::Position& position,
            const ConductGround& ground) {
  if (!trigger.by_last) return;
  trigger = {ground.last_prices.has_value(), ground.last_prices.value_or(0)};
  if (trigger.by_last) trigger.row += position.contract;
}

void add_rule(const RuleSpec& spec, std::size_t position, const ConductGround& ground,
              std::vector<conduct::Rule>& rules, Problems& problems) {
  conduct::Rule rule = *spec.rule;
  std::visit(
      [&](auto& each) {
        if constexpr (requires { each.position; }) each.position = position;
        if constexpr (requires { each.scope; }) {
          each.scope = core::scope_of(ground.account, position);
        }
        if constexpr (requires { settle(each, ground); }) settle(each, ground);
        if constexpr (requires { each.trigger; }) {
          settle(each.trigger, ground.account.positions[position], ground);
        }
      },
      rule);
  if (const conduct::Rule* const shared = find_shared(rule, rules)) {
    if (*shared == rule) return;
    return report(spec.location,
                  fmt::format("{}: another position has another (they share one)", spec.key),
                  problems);
  }
  const auto why = std::visit([&](const auto& each) { return contradiction(each, ground); }, rule);
  if (why) report(spec.location, fmt::format("{}: {}", spec.key, *why), problems);
  rules.push_back(std::move(rule));
}

}  // namespace

std::vector<std::string> rule_names() {
  std::vector<std::string> names;
  for (const Key& key : keys) names.emplace_back(key.name);
  return names;
}

ConductSpec read_rules(Fields& fields, Problems& problems) {
  ConductSpec conduct;
  for (const Key& key : keys) {
    const Node* const node = fields.child(key.name);
    if (!node) continue;
    conduct.push_back({key.name, node->location, {}});
    if (is_none(*node)) continue;
    conduct.back().rule = key.read(*node, problems);
  }
  return conduct;
}

ConductSpec read_conduct(const Node& node, Problems& problems) {
  Fields fields(node, "conduct", problems);
  ConductSpec conduct = read_rules(fields, problems);
  fields.finish();
  return conduct;
}

NamedConduct read_named_conduct(Fields& fields, Problems& problems) {
  const std::string name = fields.required("name", parse_name);
  return {name, read_rules(fields, problems)};
}

ConductSpec merged(ConductSpec conduct, const ConductSpec& changes) {
  for (const RuleSpec& change : changes) {
    const auto same = std::find_if(conduct.begin(), conduct.end(),
                                   [&](const RuleSpec& each) { return each.key == change.key; });
    if (same == conduct.end()) {
      conduct.push_back(change);
    } else {
      *same = change;
    }
  }
  return conduct;
}

bool asks_last_price(const ConductSpec& conduct) {
  const auto asks = [](const auto& each) {
    if constexpr (requires { each.trigger; }) return each.trigger.by_last;
    return false;
  };
  return std::any_of(conduct.begin(), conduct.end(), [&](const RuleSpec& spec) {
    return spec.rule && std::visit(asks, *spec.rule);
  });
}

std::vector<conduct::Rule> rules_for(const std::vector<ConductSpec>& by_position,
                                     const ConductGround& ground, Problems& problems) {
  std::vector<conduct::Rule> rules;
  for (std::size_t position = 0; position < by_position.size(); ++position) {
    check(by_position[position], problems);
    check_stop(by_position[position], position, ground, problems);
    for (const RuleSpec& spec : by_position[position]) {
      if (spec.rule) add_rule(spec, position, ground, rules, problems);
    }
  }
  std::stable_sort(rules.begin(), rules.end(), [](const conduct::Rule& a, const conduct::Rule& b) {
    return a.index() < b.index();
  });
  return rules;
}

std::optional<core::Price> entry_of(const ConductSpec& conduct, bool is_long, core::Price start) {
  const auto* const entry = find<conduct::Entry>(conduct);
  if (!entry || entry->window > 0) return std::nullopt;
  const core::Price level = entry->quoted_level(start);
  return is_long ? std::min(level, start) : std::max(level, start);
}

std::optional<core::Price> stop_of(const ConductSpec& conduct, bool is_long, core::Price entry) {
  const auto at = [&](core::Rate distance) {
    return entry * (1 - (is_long ? 1 : -1) * distance.value());
  };
  if (const auto* const stop = find<conduct::StopLoss>(conduct)) {
    const auto* const price = std::get_if<core::Price>(&stop->level);
    return price ? *price : at(std::get<core::Rate>(stop->level));
  }
  if (const auto* const trailing = find<conduct::TrailingStop>(conduct)) {
    return at(trailing->distance);
  }
  return std::nullopt;
}

}  // namespace marginwalk::scenario
