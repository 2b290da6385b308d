#include "sim/report/json.hpp"

#include <cmath>
#include <optional>
#include <span>

#include "sim/report/assumptions_json.hpp"
#include "sim/report/band_table.hpp"
#include "sim/report/claim_table.hpp"
#include "sim/report/difference_table.hpp"
#include "sim/report/fans_json.hpp"
#include "sim/report/format.hpp"
#include "sim/report/gate_table.hpp"
#include "sim/report/json_values.hpp"
#include "sim/report/precision_text.hpp"
#include "sim/report/study_json.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::report {
namespace {

using Json = nlohmann::ordered_json;

Json spread(const estimate::Spread& value) {
  return {{"mean", interval_json(value.mean)}, {"quantiles", levels_json(value.quantiles)}};
}

Json distribution(const std::vector<estimate::CumulativePoint>& points) {
  Json json = Json::array();
  for (const estimate::CumulativePoint& point : points) {
    json.push_back(Json::array({point.value, point.below.estimate, number_json(point.below.low),
                                number_json(point.below.high)}));
  }
  return json;
}

Json text_or_null(const std::optional<std::string>& text) { return text ? Json(*text) : Json(); }

Json policy(const scenario::Policy& value) {
  return {{"name", value.name},
          {"margin_mode", value.margin_mode ? Json(margin_mode(*value.margin_mode)) : Json()},
          {"leverage", number_json(value.leverage)},
          {"leverage_cap", number_json(value.leverage_cap)},
          {"venue", text_or_null(value.venue)},
          {"book", text_or_null(value.book)},
          {"after_liquidation",
           value.after_liquidation ? Json(scenario::word_of(*value.after_liquidation)) : Json()},
          {"conduct", text_or_null(value.conduct)}};
}

Json by_contract(const core::Venue& venue,
                 const std::vector<std::optional<estimate::Estimate>>& values) {
  Json json = Json::object();
  for (std::size_t i = 0; i < values.size(); ++i) {
    json[venue.contracts[i].name] = interval_json(values[i]);
  }
  return json;
}

/// What a trader with rules has done.
Json acts(const std::vector<estimate::Spread>& values) {
  constexpr auto entries = conduct::Acts::entries();
  Json json;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    json[entries[i].name] =
        entries[i].quantiles ? spread(values[i]) : interval_json(values[i].mean);
  }
  return json;
}

/// The places that a cell may have by its probability of liquidation.
Json rank(const run::Result& result, std::size_t i) {
  if (result.ranks.empty()) return {{"best", nullptr}, {"worst", nullptr}};
  return {{"best", result.ranks[i].best}, {"worst", result.ranks[i].worst}};
}

/// What the matrix sets in a cell, by key; null where it leaves the file's value.
Json matrix(const scenario::Policy& value, const std::vector<std::string>& keys) {
  Json json = Json::object();
  for (const std::string& key : keys) json[key] = nullptr;
  for (const scenario::MatrixSetting& each : value.settings) json[each.key] = each.value;
  return json;
}

Json cell(const scenario::Study& study, const core::Venue& venue, const run::CellResult& value,
          const Json& rank) {
  const estimate::Summary& summary = value.summary;
  Json json;
  json["id"] = value.policy.name;
  json["policy"] = policy(value.policy);
  if (has_bands(study)) json["policy"]["band"] = text_or_null(value.policy.band);
  json["market"] = value.policy.market.empty() ? "market" : value.policy.market;
  json["paths"] = summary.paths;
  json["start_equity"] = summary.start_equity;
  json["liquidated"] = interval_json(summary.liquidated);
  json["liquidated_continuously"] = interval_json(summary.liquidated_continuously);
  json["step_bias"] = interval_json(summary.step_bias);
  json["step_bias_paths"] = summary.step_bias_paths;
  json["wiped_out"] = interval_json(summary.wiped_out);
  json["bankrupt"] = interval_json(summary.bankrupt);
  json["deleveraged"] = interval_json(summary.deleveraged);
  json["survival"] = survival_json(summary.survival);
  json["time_to_liquidation_seconds"]["quantiles"] =
      levels_json(summary.time_to_liquidation.quantiles);
  json["loss_given_liquidation"] = spread(summary.loss_given_liquidation);
  json["loss_at_liquidation"] = spread(summary.loss_at_liquidation);
  json["liquidated_first"] = by_contract(venue, summary.liquidated_first);
  json["closed_too_early"] = interval_json(summary.closed_too_early);
  json["worst_leg_loss"] = interval_json(summary.worst_leg_loss);
  json["winners_forgone"] = interval_json(summary.winners_forgone);
  json["terminal_equity"] = spread(summary.terminal_equity);
  json["terminal_equity_below"] = distribution(summary.terminal_equity_below);
  json["value_at_risk"] = levels_json(summary.value_at_risk);
  json["expected_shortfall"] = levels_json(summary.expected_shortfall);
  json["extremes_paths"] = summary.extremes_paths;
  json["max_drawdown"] = spread(summary.max_drawdown);
  json["least_margin_level"] = spread(summary.least_margin_level);
  json["fees"] = interval_json(summary.fees);
  json["funding"] = interval_json(summary.funding);
  json["slippage"] = interval_json(summary.slippage);
  json["fund_paid"] = interval_json(summary.fund_paid);
  json["fund_received"] = interval_json(summary.fund_received);
  json["deleveraging_cost"] = interval_json(summary.deleveraging_cost);
  json["interest"] = interval_json(summary.interest);
  json["deposits"] = interval_json(summary.deposits);
  json["pnl_at_mark"] = interval_json(summary.pnl_at_mark);
  json["refills"] = interval_json(summary.refills);
  if (!summary.acts.empty()) json["conduct"] = acts(summary.acts);
  json["rank"] = rank;
  if (!study.matrix_keys.empty()) json["matrix"] = matrix(value.policy, study.matrix_keys);
  return json;
}

Json difference(const run::Result& result, const run::DifferenceResult& value) {
  const std::optional<estimate::Pairing>& equity = value.equity_pairing;
  return {{"a", result.cells[value.a].policy.name},
          {"b", result.cells[value.b].policy.name},
          {"liquidated", interval_json(value.difference.liquidated)},
          {"terminal_equity", interval_json(value.difference.terminal_equity)},
          {"terminal_equity_quantiles", levels_json(value.equity_quantiles)},
          {"only_a", value.difference.only_a},
          {"only_b", value.difference.only_b},
          {"p_value", value.p_value},
          {"adjusted_p_value", value.adjusted_p_value},
          {"equivalent", value.equivalent ? Json(*value.equivalent) : Json()},
          {"unpaired_half_width", value.liquidated_pairing.unpaired_half_width},
          {"pairing_factor", number_json(value.liquidated_pairing.factor)},
          {"narrowing", number_json(narrowing(value))},
          {"equity_unpaired_half_width", equity ? Json(equity->unpaired_half_width) : Json()},
          {"equity_pairing_factor", equity ? number_json(equity->factor) : Json()}};
}

Json gate(const run::Result& result, const run::GateResult& value) {
  Json json{{"cell", result.cells[value.cell].policy.name}, {"figure", value.figure.name()},
            {"demand", word_of(value.demand.side)},         {"limit", value.demand.limit},
            {"value", interval_json(value.number)},         {"verdict", word_of(value.verdict)}};
  return json;
}

Json target(const scenario::PrecisionTarget& value) {
  const bool of_pairs = value.of == scenario::PrecisionTarget::Of::pairs;
  return {{"figure", value.figure.name()},
          {"of", of_pairs ? "pairs" : "cells"},
          {value.tolerance.relative ? "relative" : "half_width", value.tolerance.width}};
}

Json precision(const run::Result& result) {
  if (!result.precision) return nullptr;
  const run::Imprecise& worst = result.precision->worst;
  Json json{{"reached", result.precision->end == run::PrecisionResult::End::precise},
            {"ended_by", word_of(result.precision->end)},
            {"looks", result.precision->looks},
            {"confidence_at_each_look", estimate::sequential_confidence},
            {"targets", Json::array()}};
  for (const auto& each : result.study.precision->targets) json["targets"].push_back(target(each));
  json["worst"] = target(result.study.precision->targets[worst.target]);
  json["worst"]["at"] = place_text(result, worst);
  json["worst"]["value"] = interval_json(worst.value);
  json["worst"]["share_of_tolerance"] =
      std::isfinite(worst.imprecision) ? Json(worst.imprecision) : Json();
  return json;
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
  json["marginwalk"] = program_json();
  json["study"] = study_json(result.study, result.input_sha256);
  json["assumptions"] = assumptions_json(result.study);
  json["cells"] = Json::array();
  for (std::size_t i = 0; i < result.cells.size(); ++i) {
    const core::Venue& venue = result.study.venue_of(result.study.cells[i]);
    json["cells"].push_back(cell(result.study, venue, result.cells[i], rank(result, i)));
  }
  if (has_bands(result.study)) json["bands"] = bands_json(result);
  json["refused"] = Json::array();
  for (const scenario::RefusedCell& value : result.study.refused) {
    json["refused"].push_back({{"id", value.policy.name}, {"reason", value.reason}});
  }
  json["differences"] = Json::array();
  for (const run::DifferenceResult& value : result.differences) {
    json["differences"].push_back(difference(result, value));
  }
  json["gates"] = Json::array();
  for (const run::GateResult& value : result.gates) json["gates"].push_back(gate(result, value));
  json["claims"] = claims_json(result);
  json["precision"] = precision(result);
  json["fans"] = fans_json(result);
  json["timing"] = timing(result);
  return json;
}

std::string json_text(const run::Result& result) { return text_of(to_json(result), 2) + "\n"; }

}  // namespace marginwalk::report
