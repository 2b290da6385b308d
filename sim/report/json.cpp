#include "sim/report/json.hpp"

#include <fmt/format.h>

#include <optional>

#include "sim/report/format.hpp"
#include "sim/report/version.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::report {
namespace {

using Json = nlohmann::ordered_json;

Json number(const std::optional<double>& value) { return value ? Json(*value) : Json(); }

Json interval(const std::optional<estimate::Estimate>& value) {
  if (!value) return nullptr;
  return {
      {"estimate", value->estimate}, {"low", number(value->low)}, {"high", number(value->high)}};
}

Json by_level(const std::vector<estimate::AtLevel>& values) {
  Json json = Json::object();
  for (const estimate::AtLevel& at : values) {
    json[fmt::format("{}", at.level)] = interval(at.value);  // the shortest form: 0.05
  }
  return json;
}

Json spread(const estimate::Spread& value) {
  return {{"mean", interval(value.mean)}, {"quantiles", by_level(value.quantiles)}};
}

Json survival(const std::vector<estimate::SurvivalPoint>& curve) {
  Json json = Json::array();
  for (const estimate::SurvivalPoint& point : curve) {
    json.push_back(Json::array({point.seconds, point.survived.estimate, number(point.survived.low),
                                number(point.survived.high)}));
  }
  return json;
}

Json policy(const scenario::Policy& value) {
  return {{"name", value.name},
          {"margin_mode", value.margin_mode ? Json(margin_mode(*value.margin_mode)) : Json()},
          {"leverage", number(value.leverage)},
          {"leverage_cap", number(value.leverage_cap)},
          {"venue", value.venue ? Json(*value.venue) : Json()},
          {"book", value.book ? Json(*value.book) : Json()},
          {"after_liquidation",
           value.after_liquidation ? Json(scenario::word_of(*value.after_liquidation)) : Json()}};
}

Json by_contract(const core::Venue& venue,
                 const std::vector<std::optional<estimate::Estimate>>& values) {
  Json json = Json::object();
  for (std::size_t i = 0; i < values.size(); ++i) {
    json[venue.contracts[i].name] = interval(values[i]);
  }
  return json;
}

Json cell(const core::Venue& venue, const run::CellResult& value) {
  const estimate::Summary& summary = value.summary;
  Json json;
  json["id"] = value.policy.name;
  json["policy"] = policy(value.policy);
  json["market"] = "market";
  json["paths"] = summary.paths;
  json["start_equity"] = summary.start_equity;
  json["liquidated"] = interval(summary.liquidated);
  json["liquidated_continuously"] = interval(summary.liquidated_continuously);
  json["step_bias"] = interval(summary.step_bias);
  json["step_bias_paths"] = summary.step_bias_paths;
  json["wiped_out"] = interval(summary.wiped_out);
  json["bankrupt"] = interval(summary.bankrupt);
  json["deleveraged"] = interval(summary.deleveraged);
  json["survival"] = survival(summary.survival);
  json["time_to_liquidation_seconds"]["quantiles"] =
      by_level(summary.time_to_liquidation.quantiles);
  json["loss_given_liquidation"] = spread(summary.loss_given_liquidation);
  json["loss_at_liquidation"] = spread(summary.loss_at_liquidation);
  json["liquidated_first"] = by_contract(venue, summary.liquidated_first);
  json["closed_too_early"] = interval(summary.closed_too_early);
  json["terminal_equity"] = spread(summary.terminal_equity);
  json["value_at_risk"] = by_level(summary.value_at_risk);
  json["expected_shortfall"] = by_level(summary.expected_shortfall);
  json["extremes_paths"] = summary.extremes_paths;
  json["max_drawdown"] = spread(summary.max_drawdown);
  json["least_margin_level"] = spread(summary.least_margin_level);
  json["fees"] = interval(summary.fees);
  json["funding"] = interval(summary.funding);
  json["slippage"] = interval(summary.slippage);
  json["fund_paid"] = interval(summary.fund_paid);
  json["fund_received"] = interval(summary.fund_received);
  json["deleveraging_cost"] = interval(summary.deleveraging_cost);
  json["deposits"] = interval(summary.deposits);
  json["pnl_at_mark"] = interval(summary.pnl_at_mark);
  json["refills"] = interval(summary.refills);
  return json;
}

Json study(const run::Result& result) {
  const scenario::Study& value = result.study;
  return {{"name", value.name},
          {"description", value.description},
          {"seed", value.seed},
          {"paths", value.paths},
          {"start", iso_time(value.clock.start)},
          {"horizon_seconds", value.clock.horizon},
          {"step_seconds", value.clock.step},
          {"input_sha256", result.input_sha256},
          {"bridge_error_bound", value.bridge_error_bound},
          {"notes", Json(value.notes)}};
}

Json difference(const run::Result& result, const run::DifferenceResult& value) {
  return {{"a", result.cells[value.a].policy.name},
          {"b", result.cells[value.b].policy.name},
          {"liquidated", interval(value.difference.liquidated)},
          {"terminal_equity", interval(value.difference.terminal_equity)},
          {"only_a", value.difference.only_a},
          {"only_b", value.difference.only_b}};
}

Json timing(const run::Result& result) {
  const double seconds = result.timing.seconds;
  const double paths = static_cast<double>(result.study.paths);
  return {{"seconds", seconds},
          {"threads", result.timing.threads},
          {"path_rate", seconds > 0 ? Json(paths / seconds) : Json()}};
}

}  // namespace

Json to_json(const run::Result& result) {
  Json json;
  json["marginwalk"] = {{"version", version()}, {"build", build()}};
  json["study"] = study(result);
  json["cells"] = Json::array();
  for (std::size_t i = 0; i < result.cells.size(); ++i) {
    const core::Venue& venue = result.study.venue_of(result.study.cells[i]);
    json["cells"].push_back(cell(venue, result.cells[i]));
  }
  json["refused"] = Json::array();
  for (const scenario::RefusedCell& value : result.study.refused) {
    json["refused"].push_back({{"id", value.policy.name}, {"reason", value.reason}});
  }
  json["differences"] = Json::array();
  for (const run::DifferenceResult& value : result.differences) {
    json["differences"].push_back(difference(result, value));
  }
  json["timing"] = timing(result);
  return json;
}

std::string json_text(const run::Result& result) {
  // A name that is not UTF-8 must not cost the user the numbers of a finished run.
  return to_json(result).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace marginwalk::report
