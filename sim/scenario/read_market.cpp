#include "sim/scenario/read_market.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/read_autoregression.hpp"
#include "sim/scenario/read_model.hpp"
#include "sim/scenario/read_pulls.hpp"
#include "sim/scenario/read_shocks.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

/// A limit against slips; a matrix of correlations between more could not be typed anyway.
constexpr std::size_t most_assets = 100;

std::vector<AssetSpec> read_assets(const Node& node, Problems& problems) {
  std::vector<AssetSpec> assets;
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
    assets.push_back({entry.key, fields.required("price", parse_price),
                      fields.optional("daily_volume", parse_money),
                      fields.optional("open_interest", parse_money)});
    fields.finish();
  }
  if (assets.empty()) problems.push_back({node.location, "assets is empty"});
  std::sort(assets.begin(), assets.end(),
            [](const AssetSpec& a, const AssetSpec& b) { return a.name < b.name; });
  return assets;
}

AssetNames names_of(const MarketSpec& spec, bool others_allowed) {
  AssetNames known{{}, others_allowed};
  for (const AssetSpec& asset : spec.assets) known.names.push_back(asset.name);
  return known;
}

void read_liquidity(const Node& node, MarketSpec& spec, Problems& problems) {
  Fields fields(node, "liquidity", problems);
  spec.slippage = fields.optional("slippage", parse_share, core::Rate(0));
  spec.impact = fields.optional("impact", parse_not_negative, 0);
  spec.liquidity_multiplier = fields.optional("multiplier", parse_positive, 1);
  fields.finish();
  if (spec.impact == 0) return;
  for (const AssetSpec& asset : spec.assets) {
    if (asset.daily_volume) continue;
    problems.push_back(
        {node.location, fmt::format("liquidity: impact needs the daily_volume of {}", asset.name)});
  }
  if (!spec.model) problems.push_back({node.location, "liquidity: impact needs a model"});
}

replay::InsuranceFund read_insurance_fund(const Node& node, Problems& problems) {
  Fields fields(node, "insurance_fund", problems);
  replay::InsuranceFund fund;
  fund.size = fields.required("size", parse_deduction);
  fund.beyond = fields.required("beyond", parse_share).value();
  fund.cost_per_percent = fields.required("cost_per_percent", parse_money);
  if (const Node* const closed = fields.required_child("deleveraging", NodeKind::map)) {
    Fields inner(*closed, "deleveraging", problems);
    fund.share_per_percent = inner.required("share_per_percent", parse_positive_rate).value();
    fund.typical_leverage = inner.required("typical_leverage", parse_leverage);
    inner.finish();
  }
  fields.finish();
  return fund;
}

void read_pull(const Node& node, MarketSpec& spec, Problems& problems) {
  std::vector<core::Price> start;
  for (const AssetSpec& asset : spec.assets) start.push_back(asset.price);
  std::vector<paths::Pull> pulls = read_pulls(node, names_of(spec, false), start, problems);
  if (!spec.model) return;
  if (std::holds_alternative<paths::Recorded>(spec.model->variance)) {
    problems.push_back({node.location,
                        "pull: recorded prices are what they are (it needs a model "
                        "that moves them)"});
  }
  spec.model->pulls = std::move(pulls);
}

MarketSpec read(const Node& node, bool needs_model, bool model_is_file, Problems& problems) {
  MarketSpec spec;
  Fields fields(node, "market", problems);
  if (const Node* const assets = fields.required_child("assets", NodeKind::map)) {
    spec.assets = read_assets(*assets, problems);
  }
  const Node* const model = needs_model ? fields.required_child("model", NodeKind::map)
                                        : fields.child("model", NodeKind::map);
  if (model) spec.model = read_model(*model, names_of(spec, model_is_file), problems);
  if (const Node* const shocks = fields.child("shocks", NodeKind::sequence)) {
    std::vector<paths::Shock> read = read_shocks(*shocks, names_of(spec, false), problems);
    if (spec.model) spec.model->shocks = std::move(read);
  }
  if (const Node* const basis = fields.child("basis", NodeKind::map)) {
    Fields inner(*basis, "basis", problems);
    paths::Autoregression read = read_autoregression(inner, names_of(spec, false), problems);
    inner.finish();
    if (spec.model) spec.model->basis = std::move(read);
  }
  if (const Node* const pull = fields.child("pull", NodeKind::map)) {
    read_pull(*pull, spec, problems);
  }
  if (const Node* const funding = fields.child("funding")) {
    spec.funding = read_funding(*funding, names_of(spec, false), problems);
  }
  if (const Node* const liquidity = fields.child("liquidity")) {
    read_liquidity(*liquidity, spec, problems);
  }
  if (const Node* const fund = fields.child("insurance_fund")) {
    spec.insurance_fund = read_insurance_fund(*fund, problems);
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
