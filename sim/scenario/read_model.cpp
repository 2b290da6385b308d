#include "sim/scenario/read_model.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/asset_names.hpp"
#include "sim/scenario/fields.hpp"
#include "sim/scenario/read_correlation.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

/// A parameter that is one value for all assets or a map by asset.
template <class Parse>
std::vector<double> read_by_asset(const Node& node, std::string_view key, Parse parse,
                                  const AssetNames& assets, Problems& problems) {
  std::vector<double> values(assets.names.size());
  if (node.kind != NodeKind::map) {
    const double common = parse_scalar(node, key, parse, problems).value_or(0);
    std::fill(values.begin(), values.end(), common);
    return values;
  }
  std::vector<bool> given(values.size());
  for (const Entry& entry : node.entries) {
    const auto value = parse_scalar(entry.value, entry.key, parse, problems);
    const auto asset = assets.index_of(entry.key, entry.location, problems);
    if (!asset) continue;
    values[*asset] = value.value_or(0);
    given[*asset] = true;
  }
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (given[i]) continue;
    problems.push_back(
        {node.location, fmt::format("{}: {} is missing (every asset of the study needs a value)",
                                    key, assets.names[i])});
  }
  return values;
}

}  // namespace

paths::GbmParameters read_model(const Node& node, const std::vector<replay::Asset>& assets,
                                bool is_file, Problems& problems) {
  AssetNames known{{}, is_file};
  for (const replay::Asset& asset : assets) known.names.push_back(asset.name);

  paths::GbmParameters model;
  Fields fields(node, "model", problems);
  fields.required("kind", [](std::string_view text) {
    return parse_choice(text, "a kind of model", {paths::GbmParameters::kind});
  });
  model.drift.resize(assets.size());
  if (const Node* const drift = fields.child("drift")) {
    model.drift = read_by_asset(*drift, "drift", parse_drift, known, problems);
  }
  if (const Node* const volatility = fields.required_child("volatility")) {
    model.volatility = read_by_asset(*volatility, "volatility", parse_volatility, known, problems);
  }
  const Node* const correlation = assets.size() > 1
                                      ? fields.required_child("correlation", NodeKind::map)
                                      : fields.child("correlation", NodeKind::map);
  model.correlation = correlation
                          ? read_correlation(*correlation, known, problems)
                          : paths::Matrix::Identity(static_cast<Eigen::Index>(assets.size()),
                                                    static_cast<Eigen::Index>(assets.size()));
  fields.finish();
  return model;
}

}  // namespace marginwalk::scenario
