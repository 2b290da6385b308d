#include "sim/scenario/read_policies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

/// A limit against slips: more cells than a reader could compare.
constexpr std::size_t most_cells = 1000;

/// The values of an axis; one absent value where there is no axis.
template <class Value>
std::vector<std::optional<Value>> axis(const std::vector<Value>& values) {
  if (values.empty()) return {std::nullopt};
  return {values.begin(), values.end()};
}

/// `cross-10x-cap3x`: only what is set.
std::string id_of(const Policy& policy) {
  std::vector<std::string> parts;
  if (policy.margin_mode) {
    parts.emplace_back(*policy.margin_mode == core::MarginMode::cross ? "cross" : "isolated");
  }
  if (policy.leverage) parts.push_back(leverage_text(*policy.leverage));
  if (policy.leverage_cap) parts.push_back("cap" + leverage_text(*policy.leverage_cap));
  return fmt::format("{}", fmt::join(parts, "-"));
}

std::vector<PolicySpec> read_product(Fields& fields, const Location& location) {
  const auto modes = fields.list("margin_mode", parse_margin_mode);
  const auto leverages = fields.list("leverage", parse_leverage);
  const auto caps = fields.list("leverage_cap", parse_leverage);
  std::vector<PolicySpec> product;
  if (modes.empty() && leverages.empty() && caps.empty()) return product;
  for (const auto& mode : axis(modes)) {
    for (const auto& leverage : axis(leverages)) {
      for (const auto& cap : axis(caps)) {
        if (product.size() == most_cells) {
          fields.report(location, fmt::format("policies: more than {} cells", most_cells));
          return product;
        }
        Policy policy{"", mode, leverage, cap};
        policy.name = id_of(policy);
        product.push_back({policy, location, {}});
      }
    }
  }
  return product;
}

PolicySpec read_named(const Node& node, Problems& problems) {
  PolicySpec spec;
  spec.location = node.location;
  Fields fields(node, "named", problems);
  spec.policy.name = fields.required("name", parse_name);
  spec.policy.margin_mode = fields.optional("margin_mode", parse_margin_mode);
  spec.policy.leverage = fields.optional("leverage", parse_leverage);
  spec.policy.leverage_cap = fields.optional("leverage_cap", parse_leverage);
  if (const Node* const positions = fields.child("positions", NodeKind::sequence)) {
    spec.changes = read_position_changes(*positions, problems);
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

bool is_wanted(const BaselineSpec& baseline, const Policy& policy) {
  const Policy& wanted = baseline.wanted;
  return (!baseline.name || policy.name == *baseline.name) &&
         (!wanted.margin_mode || policy.margin_mode == wanted.margin_mode) &&
         (!wanted.leverage || policy.leverage == wanted.leverage) &&
         (!wanted.leverage_cap || policy.leverage_cap == wanted.leverage_cap);
}

}  // namespace

std::vector<PolicySpec> read_policies(const Node* node, Problems& problems) {
  std::vector<PolicySpec> policies;
  if (node) {
    Fields fields(*node, "policies", problems);
    policies = read_product(fields, node->location);
    if (const Node* const named = fields.child("named", NodeKind::sequence)) {
      for (const Node& item : named->items) policies.push_back(read_named(item, problems));
    }
    fields.finish();
    report_repeated_names(policies, problems);
  }
  if (policies.empty()) policies.push_back({Policy{"account", {}, {}, {}}, {}, {}});
  return policies;
}

BaselineSpec read_baseline(const Node& node, Problems& problems) {
  BaselineSpec baseline;
  baseline.location = node.location;
  Fields fields(node, "baseline", problems);
  baseline.name = fields.optional("name", parse_name);
  baseline.wanted.margin_mode = fields.optional("margin_mode", parse_margin_mode);
  baseline.wanted.leverage = fields.optional("leverage", parse_leverage);
  baseline.wanted.leverage_cap = fields.optional("leverage_cap", parse_leverage);
  fields.finish();
  return baseline;
}

std::optional<std::size_t> find_baseline(const BaselineSpec& baseline, const Study& study,
                                         Problems& problems) {
  std::vector<std::size_t> matches;
  std::vector<std::string> all;
  std::vector<std::string> matching;
  for (std::size_t i = 0; i < study.cells.size(); ++i) {
    all.push_back(study.cells[i].policy.name);
    if (!is_wanted(baseline, study.cells[i].policy)) continue;
    matches.push_back(i);
    matching.push_back(all.back());
  }
  if (matches.size() == 1) return matches.front();

  const auto refused =
      std::find_if(study.refused.begin(), study.refused.end(),
                   [&](const RefusedCell& cell) { return is_wanted(baseline, cell.policy); });
  const std::string why =
      !matches.empty() ? fmt::format("several cells are like this ({})", listed(matching))
      : refused != study.refused.end()
          ? fmt::format("the venue refuses cell {} ({})", refused->policy.name, refused->reason)
          : fmt::format("no cell is like this (the cells are {})", listed(all));
  problems.push_back({baseline.location, "baseline: " + why});
  return std::nullopt;
}

}  // namespace marginwalk::scenario
