#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "sim/scenario/asset_names.hpp"
#include "sim/scenario/fields.hpp"

namespace marginwalk::scenario {

/// A parameter that is one value for all assets or a map by asset.
template <class Parse>
std::vector<double> read_by_asset(const Node& node, std::string_view key, Parse parse,
                                  const AssetNames& assets, Problems& problems) {
  std::vector<double> values(assets.names.size());
  if (node.shape) node.shape->note_by_asset(shape_parser(parse));
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

/// The same, where an asset that is not named has 0.
template <class Parse>
std::vector<double> read_some_assets(const Node& node, std::string_view key, Parse parse,
                                     const AssetNames& assets, Problems& problems) {
  if (node.shape) node.shape->note_by_asset(shape_parser(parse));
  if (node.kind != NodeKind::map) return read_by_asset(node, key, parse, assets, problems);
  std::vector<double> values(assets.names.size());
  for (const Entry& entry : node.entries) {
    const auto value = parse_scalar(entry.value, entry.key, parse, problems);
    const auto asset = assets.index_of(entry.key, entry.location, problems);
    if (asset) values[*asset] = value.value_or(0);
  }
  return values;
}

}  // namespace marginwalk::scenario
