#include "sim/scenario/read_collateral.hpp"

#include <fmt/format.h>

#include <limits>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

constexpr double without_end = std::numeric_limits<double>::infinity();

/// Above the last tier an asset counts for nothing more, unless that tier is without end.
std::vector<core::CollateralTier> read_tiers(const Node& node, Problems& problems) {
  std::vector<core::CollateralTier> tiers;
  for (const Node& item : node.items) {
    Fields fields(item, "tier", problems);
    const bool last = &item == &node.items.back();
    core::CollateralTier tier;
    tier.up_to = last ? fields.optional("up_to", parse_positive, without_end)
                      : fields.required("up_to", parse_positive);
    tier.weight = fields.required("weight", parse_positive_rate);
    fields.finish();
    const bool falls =
        tiers.empty() || (tier.up_to > tiers.back().up_to && tier.weight <= tiers.back().weight);
    if (!falls) {
      problems.push_back(
          {item.location, fmt::format("tier {} does not follow (up_to must rise, weights must not)",
                                      tiers.size() + 1)});
    }
    tiers.push_back(tier);
  }
  if (tiers.empty()) problems.push_back({node.location, "tiers is empty"});
  if (!tiers.empty() && tiers.back().up_to < without_end) tiers.push_back({without_end, {}});
  return tiers;
}

core::CollateralTerms read_asset(const Entry& entry, Problems& problems) {
  using Measure = core::CollateralTerms::Measure;
  core::CollateralTerms terms{entry.key, {}, Measure::value};
  Fields fields(entry.value, entry.key, problems);
  const auto weight = fields.optional("weight", parse_positive_rate);
  const Node* const tiers = fields.child("tiers", NodeKind::sequence);
  if (tiers) terms.tiers = read_tiers(*tiers, problems);
  terms.measure = fields.optional(
      "tiers_in", choice<Measure>("what tiers are measured in", {"value", "amount"}),
      Measure::value);
  fields.finish();
  const bool has_weight = entry.value.find("weight") != nullptr;
  if (has_weight == (tiers != nullptr)) {
    problems.push_back(
        {entry.location, fmt::format("{} needs a weight or tiers of weights", entry.key)});
  }
  if (terms.tiers.empty()) terms.tiers.push_back({without_end, weight.value_or(core::Rate(0))});
  return terms;
}

}  // namespace

std::vector<core::CollateralTerms> read_collateral(const Node& node, Problems& problems) {
  std::vector<core::CollateralTerms> all;
  for (const Entry& entry : node.entries) all.push_back(read_asset(entry, problems));
  return all;
}

}  // namespace marginwalk::scenario
