#include "sim/scenario/read_policies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sim/scenario/cell_choice.hpp"
#include "sim/scenario/fields.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/read_cohort.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

/// Each policy with each value of an axis, which `set` puts into it; as they were without values.
template <class Value, class Set>
std::vector<Policy> crossed(const std::vector<Policy>& policies, const std::vector<Value>& values,
                            Set set) {
  if (values.empty()) return policies;
  std::vector<Policy> product;
  for (const Policy& policy : policies) {
    for (const Value& value : values) {
      if (product.size() > most_cells) return product;
      product.push_back(policy);
      set(product.back(), value);
    }
  }
  return product;
}

/// Lists of positions by name.
struct Books {
  std::vector<std::string> names;
  std::vector<std::vector<PositionSpec>> positions;
};

Books read_books(const Node& node, Problems& problems) {
  Books books;
  for (const Entry& entry : node.entries) {
    const Parsed<std::string> name = parse_name(entry.key);
    if (const auto* rejection = std::get_if<Rejection>(&name)) {
      problems.push_back({entry.location, "book: " + rejection->reason});
    }
    if (entry.value.kind != NodeKind::sequence || entry.value.items.empty()) {
      problems.push_back(
          {entry.location, fmt::format("book: {} is no list of positions", shown(entry.key))});
    }
    books.names.push_back(entry.key);
    books.positions.push_back(read_position_changes(entry.value, problems));
    report_missing_sizes(books.positions.back(), problems);
  }
  return books;
}

std::vector<NamedConduct> read_conducts(const Node& node, Problems& problems) {
  std::vector<NamedConduct> conducts;
  if (node.items.empty()) problems.push_back({node.location, "conduct is empty"});
  for (const Node& item : node.items) {
    Fields fields(item, "conduct", problems);
    conducts.push_back(read_named_conduct(fields, problems));
    fields.finish();
  }
  return conducts;
}

std::vector<PolicySpec> read_product(Fields& fields, const Location& location, Problems& problems) {
  const Node* const book = fields.child("book", NodeKind::map);
  const Books books = book ? read_books(*book, problems) : Books();
  const auto venues = fields.list("venue", parse_name);
  const auto modes = fields.list("margin_mode", parse_margin_mode);
  const auto leverages = fields.list("leverage", parse_leverage);
  const auto caps = fields.list("leverage_cap", parse_leverage);
  const auto afters = fields.list("after_liquidation", parse_after_liquidation);
  const Node* const conduct = fields.child("conduct", NodeKind::sequence);
  const auto conducts = conduct ? read_conducts(*conduct, problems) : std::vector<NamedConduct>();
  if (conducts.empty() && venues.empty() && books.names.empty() && modes.empty() &&
      leverages.empty() && caps.empty() && afters.empty()) {
    return {};
  }
  std::vector<Policy> policies{{"", {}, {}, {}}};
  policies = crossed(policies, venues, [](Policy& p, const std::string& v) { p.venue = v; });
  policies = crossed(policies, books.names, [](Policy& p, const std::string& v) { p.book = v; });
  policies = crossed(policies, modes, [](Policy& p, core::MarginMode v) { p.margin_mode = v; });
  policies = crossed(policies, leverages, [](Policy& p, double v) { p.leverage = v; });
  policies = crossed(policies, caps, [](Policy& p, double v) { p.leverage_cap = v; });
  policies = crossed(policies, afters,
                     [](Policy& p, replay::AfterLiquidation v) { p.after_liquidation = v; });
  policies =
      crossed(policies, conducts, [](Policy& p, const NamedConduct& v) { p.conduct = v.name; });
  if (policies.size() > most_cells) {
    fields.report(location, fmt::format("policies: more than {} cells", most_cells));
    policies.resize(most_cells);
  }
  std::vector<PolicySpec> product;
  for (Policy& policy : policies) {
    policy.name = cell_name(policy);
    product.push_back({policy, location, {}, {}});
    for (const NamedConduct& each : conducts) {
      if (each.name == policy.conduct) product.back().conduct = each.rules;
    }
    if (!policy.book) continue;
    const auto name = std::find(books.names.begin(), books.names.end(), *policy.book);
    product.back().book = books.positions[static_cast<std::size_t>(name - books.names.begin())];
  }
  return product;
}

PolicySpec read_named(const Node& node, Problems& problems) {
  PolicySpec spec;
  spec.location = node.location;
  Fields fields(node, "named", problems);
  const std::string name = fields.required("name", parse_name);
  spec.policy = read_policy(fields);
  spec.policy.name = name;
  if (const Node* const positions = fields.child("positions", NodeKind::sequence)) {
    spec.changes = read_position_changes(*positions, problems);
  }
  if (const Node* const conduct = fields.child("conduct", NodeKind::map)) {
    spec.conduct = read_conduct(*conduct, problems);
  }
  fields.finish();
  return spec;
}

void report_repeated_names(const std::vector<PolicySpec>& policies, Problems& problems) {
  std::set<std::string> names;
  for (const PolicySpec& spec : policies) {
    if (names.insert(spec.policy.name).second) continue;
    problems.push_back(
        {spec.location, fmt::format("policies: two cells are called {}", shown(spec.policy.name))});
  }
}

}  // namespace

std::string cell_name(const Policy& policy) {
  std::vector<std::string> parts;
  if (policy.venue) parts.push_back(*policy.venue);
  if (policy.book) parts.push_back(*policy.book);
  if (policy.margin_mode) parts.push_back(word_of(*policy.margin_mode));
  if (policy.leverage) parts.push_back(leverage_text(*policy.leverage));
  if (policy.leverage_cap) parts.push_back("cap" + leverage_text(*policy.leverage_cap));
  if (policy.after_liquidation) parts.push_back(word_of(*policy.after_liquidation));
  if (policy.conduct) parts.push_back(*policy.conduct);
  return fmt::format("{}", fmt::join(parts, "-"));
}

std::vector<PolicySpec> read_policies(const Node* node, std::uint64_t seed, Problems& problems) {
  std::vector<PolicySpec> policies;
  if (node) {
    Fields fields(*node, "policies", problems);
    policies = read_product(fields, node->location, problems);
    if (const Node* const named = fields.child("named", NodeKind::sequence)) {
      for (const Node& item : named->items) policies.push_back(read_named(item, problems));
    }
    if (const Node* const cohort = fields.child("cohort", NodeKind::map)) {
      const std::vector<PolicySpec> traders = read_cohort(*cohort, seed, problems);
      policies.insert(policies.end(), traders.begin(), traders.end());
    }
    fields.finish();
    report_repeated_names(policies, problems);
  }
  if (policies.empty()) policies.push_back({Policy{"account", {}, {}, {}}, {}, {}, {}});
  return policies;
}

}  // namespace marginwalk::scenario
