#include "sim/report/band_table.hpp"

#include <algorithm>

#include "sim/report/format.hpp"
#include "sim/report/interval.hpp"
#include "sim/report/json_values.hpp"
#include "sim/report/survival_table.hpp"

namespace marginwalk::report {
namespace {

using estimate::Estimate;

/// How many of so many traders, of the share of them.
Estimate number_of(std::size_t traders, const Estimate& share) {
  const auto count = static_cast<double>(traders);
  Estimate result{count * share.estimate, {}, {}};
  if (share.low) result.low = count * *share.low;
  if (share.high) result.high = count * *share.high;
  return result;
}

nlohmann::ordered_json band_json(const scenario::Study& study, const scenario::CellGroup& band,
                                 const estimate::GroupSummary& summary) {
  const std::string& market = study.cells[band.cells.front()].policy.market;
  nlohmann::ordered_json json{{"id", band.name},
                              {"band", *band.band},
                              {"market", market.empty() ? "market" : market},
                              {"traders", band.cells.size()}};
  json["liquidated"] = interval_json(summary.liquidated);
  json["casualties"] = interval_json(number_of(band.cells.size(), summary.liquidated));
  json["terminal_equity"] = {{"survivors", interval_json(summary.survivors_equity)},
                             {"casualties", interval_json(summary.casualties_equity)}};
  json["cells"] = nlohmann::ordered_json::array();
  for (const std::size_t cell : band.cells) json["cells"].push_back(study.cells[cell].policy.name);
  json["survival"] = survival_json(summary.survival);
  return json;
}

}  // namespace

bool has_bands(const scenario::Study& study) {
  return std::any_of(study.groups.begin(), study.groups.end(),
                     [](const scenario::CellGroup& group) { return group.band.has_value(); });
}

Table band_table(const run::Result& result) {
  Table table{{{"band", Align::left},
               {"traders"},
               {"start to horizon", Align::left},
               {"survive"},
               {"casualties\non a path"},
               {"survivors\nend with"},
               {"casualties\nend with"}},
              {}};
  for (std::size_t i = 0; i < result.groups.size(); ++i) {
    const scenario::CellGroup& band = result.study.groups[i];
    const estimate::GroupSummary& summary = result.groups[i];
    if (!band.band) continue;
    table.rows.push_back({band.name, count(band.cells.size()), survival_bars(summary.survival),
                          stacked(percent_interval(summary.survival.back().survived)),
                          stacked(money_interval(number_of(band.cells.size(), summary.liquidated))),
                          stacked(money_interval(summary.survivors_equity)),
                          stacked(money_interval(summary.casualties_equity))});
  }
  return table;
}

nlohmann::ordered_json bands_json(const run::Result& result) {
  auto json = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < result.groups.size(); ++i) {
    const scenario::CellGroup& band = result.study.groups[i];
    if (band.band) json.push_back(band_json(result.study, band, result.groups[i]));
  }
  return json;
}

}  // namespace marginwalk::report
