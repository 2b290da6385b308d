#include "sim/report/fans_json.hpp"

#include "sim/report/chart_json.hpp"
#include "sim/report/explanation.hpp"
#include "sim/report/json_values.hpp"
#include "sim/report/path_chart.hpp"

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

/// What happened, and the chart of it.
Json drawn_story(const scenario::Study& study, std::uint64_t path, const PathStory& told) {
  Json json = story_json(study, told);
  json["chart"] = chart_json(path_chart(study, path, {&told, 1}));
  return json;
}

}  // namespace

nlohmann::ordered_json fans_json(const run::Result& result) {
  Json json = Json::array();
  if (result.fans.empty()) return json;
  const run::BlockRunner runner(result.study);
  for (const run::CellFans& fans : result.fans) {
    json.push_back({{"cell", result.cells[fans.cell].policy.name},
                    {"paths", fans.paths},
                    {"equity", fan(fans.equity)},
                    {"margin_level", fan(fans.margin_level)},
                    {"worst", worst(fans.worst)}});
    const std::uint64_t path = fans.worst.front().path;
    json.back()["worst"][0]["story"] =
        drawn_story(result.study, path, path_story(result.study, runner, fans.cell, path));
  }
  return json;
}

}  // namespace marginwalk::report
