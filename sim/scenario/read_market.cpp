#include "sim/scenario/read_market.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/read_model.hpp"
#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

/// A limit against slips; a matrix of correlations between more could not be typed anyway.
constexpr std::size_t most_assets = 100;

std::vector<replay::Asset> read_assets(const Node& node, Problems& problems) {
  std::vector<replay::Asset> assets;
  if (node.entries.size() > most_assets) {
    problems.push_back({node.location, fmt::format("assets: more than {}", most_assets)});
    return assets;
  }
  for (const Entry& entry : node.entries) {
    const Parsed<std::string> name = parse_name(entry.key);
    if (const auto* rejection = std::get_if<Rejection>(&name)) {
      problems.push_back({entry.location, rejection->reason});
    }
    Fields fields(entry.value, entry.key, problems);
    assets.push_back({entry.key, fields.required("price", parse_price)});
    fields.finish();
  }
  if (assets.empty()) problems.push_back({node.location, "assets is empty"});
  std::sort(assets.begin(), assets.end(),
            [](const replay::Asset& a, const replay::Asset& b) { return a.name < b.name; });
  return assets;
}

replay::Funding read_funding(const Node& node, Problems& problems) {
  Fields fields(node, "funding", problems);
  replay::Funding funding;
  funding.rate = fields.required("rate", parse_rate);
  funding.every_seconds = fields.required("every", parse_funding_interval);
  fields.finish();
  return funding;
}

core::Rate read_slippage(const Node& node, Problems& problems) {
  Fields fields(node, "liquidity", problems);
  const core::Rate slippage = fields.optional("slippage", parse_share, core::Rate(0));
  fields.finish();
  return slippage;
}

MarketSpec read(const Node& node, bool needs_model, bool model_is_file, Problems& problems) {
  MarketSpec spec;
  Fields fields(node, "market", problems);
  if (const Node* const assets = fields.required_child("assets", NodeKind::map)) {
    spec.market.assets = read_assets(*assets, problems);
  }
  const Node* const model = needs_model ? fields.required_child("model", NodeKind::map)
                                        : fields.child("model", NodeKind::map);
  if (model) {
    spec.model = read_model(*model, spec.market.assets, model_is_file, problems);
  }
  if (const Node* const funding = fields.child("funding")) {
    spec.market.funding = read_funding(*funding, problems);
  }
  if (const Node* const liquidity = fields.child("liquidity")) {
    spec.market.slippage = read_slippage(*liquidity, problems);
  }
  fields.finish();
  return spec;
}

}  // namespace

MarketSpec read_market(const Node& node, bool model_is_file, Problems& problems) {
  return read(node, true, model_is_file, problems);
}

MarketSpec read_prices(const Node& node, bool model_is_file, Problems& problems) {
  return read(node, false, model_is_file, problems);
}

}  // namespace marginwalk::scenario
