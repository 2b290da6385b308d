#include "sim/scenario/read_model.hpp"

#include "sim/scenario/asset_names.hpp"
#include "sim/scenario/fields.hpp"
#include "sim/scenario/read_by_asset.hpp"
#include "sim/scenario/read_correlation.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
paths::ModelParameters read_model(const Node& node, const AssetNames& assets, Problems& problems) {
  const auto count = static_cast<Eigen::Index>(assets.names.size());
  paths::ModelParameters model;
  Fields fields(node, "model", problems);
  fields.required(
      "kind", [](std::string_view text) { return parse_choice(text, "a kind of model", {"gbm"}); });
  model.drift.resize(assets.names.size());
  if (const Node* const drift = fields.child("drift")) {
    model.drift = read_by_asset(*drift, "drift", parse_drift, assets, problems);
  }
  if (const Node* const volatility = fields.required_child("volatility")) {
    model.volatility = read_by_asset(*volatility, "volatility", parse_volatility, assets, problems);
  }
  const Node* const correlation = count > 1 ? fields.required_child("correlation", NodeKind::map)
                                            : fields.child("correlation", NodeKind::map);
  model.correlation = correlation ? read_correlation(*correlation, assets, problems)
                                  : paths::Matrix::Identity(count, count);
  fields.finish();
  return model;
}

}  // namespace marginwalk::scenario
