#include "sim/report/fans_json.hpp"

#include "sim/report/json_values.hpp"

namespace marginwalk::report {
namespace {

using Json = nlohmann::ordered_json;

Json fan(const std::vector<run::FanPoint>& points) {
  Json json = Json::array();
  for (const run::FanPoint& point : points) {
    json.push_back({{"seconds", point.seconds},
                    {"paths", point.paths},
                    {"quantiles", levels_json(point.quantiles)}});
  }
  return json;
}

Json worst(const std::vector<run::WorstPath>& paths) {
  Json json = Json::array();
  for (const run::WorstPath& each : paths) {
    const bool liquidated = each.liquidation_time != replay::Outcome::never;
    json.push_back({{"path", each.path},
                    {"terminal_equity", each.terminal_equity},
                    {"liquidated_seconds", liquidated ? Json(each.liquidation_time) : Json()}});
  }
  return json;
}

}  // namespace

nlohmann::ordered_json fans_json(const run::Result& result) {
  Json json = Json::array();
  for (std::size_t i = 0; i < result.fans.size(); ++i) {
    const run::CellFans& fans = result.fans[i];
    json.push_back({{"cell", result.cells[i].policy.name},
                    {"paths", fans.paths},
                    {"equity", fan(fans.equity)},
                    {"margin_level", fan(fans.margin_level)},
                    {"worst", worst(fans.worst)}});
  }
  return json;
}

}  // namespace marginwalk::report
