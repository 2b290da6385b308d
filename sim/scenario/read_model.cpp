#include "sim/scenario/read_model.hpp"

#include <fmt/format.h>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/read_by_asset.hpp"
#include "sim/scenario/read_correlation.hpp"
#include "sim/scenario/read_jumps.hpp"
#include "sim/scenario/read_recorded.hpp"
#include "sim/scenario/read_variance.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

/// What a kind of model is made of.
struct Kind {
  const char* name;
  enum class Variance { constant, garch, heston, regimes, recorded } variance;
  enum class JumpSizes { none, normal, double_exponential, any } jumps;
};

constexpr std::array kinds{
    Kind{"gbm", Kind::Variance::constant, Kind::JumpSizes::none},
    Kind{"merton", Kind::Variance::constant, Kind::JumpSizes::normal},
    Kind{"kou", Kind::Variance::constant, Kind::JumpSizes::double_exponential},
    Kind{"heston", Kind::Variance::heston, Kind::JumpSizes::none},
    Kind{"bates", Kind::Variance::heston, Kind::JumpSizes::normal},
    Kind{"svcj", Kind::Variance::heston, Kind::JumpSizes::normal},
    Kind{"garch", Kind::Variance::garch, Kind::JumpSizes::any},
    Kind{"regimes", Kind::Variance::regimes, Kind::JumpSizes::any},
    Kind{"file", Kind::Variance::recorded, Kind::JumpSizes::none},
    Kind{"bootstrap", Kind::Variance::recorded, Kind::JumpSizes::none},
};

Kind read_kind(Fields& fields) {
  std::vector<std::string> names;
  for (const Kind& kind : kinds) names.emplace_back(kind.name);
  return kinds[fields.required(
      "kind", [&](std::string_view text) { return parse_choice(text, "a kind of model", names); })];
}

void read_constant(Fields& fields, const AssetNames& assets, paths::ModelParameters& model,
                   Problems& problems) {
  model.volatility.resize(assets.names.size());
  if (const Node* const volatility = fields.required_child("volatility")) {
    model.volatility = read_by_asset(*volatility, "volatility", parse_volatility, assets, problems);
  }
  model.correlation = read_correlations(fields, assets, problems);
}

void read_variance(const Kind& kind, Fields& fields, const AssetNames& assets,
                   paths::ModelParameters& model, Problems& problems) {
  if (kind.variance == Kind::Variance::regimes) {
    if (const Node* const node = fields.required_child("regimes", NodeKind::map)) {
      read_regimes(*node, assets, model, problems);
    }
    return;
  }
  read_constant(fields, assets, model, problems);
  if (kind.variance == Kind::Variance::garch) {
    if (const Node* const node = fields.required_child("garch", NodeKind::map)) {
      read_garch(*node, assets, model, problems);
    }
  } else if (kind.variance == Kind::Variance::heston) {
    if (const Node* const node = fields.required_child("heston", NodeKind::map)) {
      read_heston(*node, assets, model, problems);
    }
  }
}

void read_jumps_of(const Kind& kind, Fields& fields, const AssetNames& assets,
                   paths::ModelParameters& model, Problems& problems) {
  if (kind.jumps == Kind::JumpSizes::none) return;
  const Node* const node =
      kind.jumps == Kind::JumpSizes::any ? fields.child("jumps") : fields.required_child("jumps");
  if (!node) return;
  model.jumps = read_jumps(*node, assets, problems);
  for (const paths::Jumps& jumps : model.jumps) {
    const bool normal = std::holds_alternative<paths::NormalSize>(jumps.size);
    if (kind.jumps == Kind::JumpSizes::any) break;
    if (normal == (kind.jumps == Kind::JumpSizes::normal)) continue;
    problems.push_back({node->location, fmt::format("jumps: those of {} are {}", kind.name,
                                                    normal ? "double exponential" : "normal")});
  }
}

}  // namespace

paths::ModelParameters read_model(const Node& node, const AssetNames& assets, Problems& problems) {
  paths::ModelParameters model;
  Fields fields(node, "model", problems);
  const Kind kind = read_kind(fields);
  model.kind = kind.name;
  model.drift.resize(assets.names.size());
  if (kind.variance == Kind::Variance::recorded) {
    const bool bootstrap = model.kind == "bootstrap";
    model = read_recorded(fields, bootstrap, assets, problems).value_or(model);
    fields.finish();
    return model;
  }
  if (const Node* const drift = fields.child("drift")) {
    model.drift = read_by_asset(*drift, "drift", parse_drift, assets, problems);
  }
  read_variance(kind, fields, assets, model, problems);
  read_jumps_of(kind, fields, assets, model, problems);
  if (const Node* const profile = fields.child("profile", NodeKind::map)) {
    read_profile(*profile, model, problems);
  }
  fields.finish();
  const auto* const heston = std::get_if<paths::Heston>(&model.variance);
  const bool variance_jumps = heston && !heston->variance_jump.empty();
  if (heston && variance_jumps != (model.kind == "svcj")) {
    problems.push_back({node.location, "variance_jump belongs to svcj, and svcj needs it"});
  }
  return model;
}

}  // namespace marginwalk::scenario
