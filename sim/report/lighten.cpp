#include "sim/report/lighten.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <iterator>
#include <set>
#include <string_view>

#include "sim/report/format.hpp"
#include "sim/report/json_values.hpp"
#include "sim/report/pending_file.hpp"

namespace marginwalk::report {
namespace {

using Json = nlohmann::ordered_json;

std::size_t size_of(const Json& json) { return text_of(json).size(); }

/// A number to a multiple of a power of ten.
void round_to(Json& number, double step) {
  if (!number.is_number_float()) return;
  const long decimals = std::max(0L, -std::lround(std::log10(step)));
  number = std::stod(fmt::format("{:.{}f}", number.get<double>(), decimals));
}

/// An estimate and its bounds to a thousandth of what lies between these; to nine digits where
/// nothing does.
void round_interval(Json& estimate, Json& low, Json& high) {
  const double middle = estimate.get<double>();
  const double width = (high.is_number() ? high.get<double>() : middle) -
                       (low.is_number() ? low.get<double>() : middle);
  const double scale = width > 0 ? width / 1e3 : std::abs(middle) / 1e9;
  if (!(scale > 0)) return;
  const double step = std::pow(10, std::floor(std::log10(scale)));
  for (Json* const each : {&estimate, &low, &high}) round_to(*each, step);
}

/// Of a worst path (chart_json.hpp); it has no intervals.
bool is_chart(const Json& json) { return json.is_object() && json.contains("panels"); }

/// All intervals of a JSON: {estimate, low, high}, which become [estimate, low, high], and
/// [x, estimate, low, high] of curves.
void pack_intervals(Json& json) {
  if (json.is_object() && json.contains("estimate") && json["estimate"].is_number()) {
    round_interval(json["estimate"], json["low"], json["high"]);
    json = Json::array({json["estimate"], json["low"], json["high"]});
  } else if (json.is_array() && json.size() == 4 && json[1].is_number()) {
    round_interval(json[1], json[2], json[3]);
    if (json[0].is_number_float()) {
      const double x = json[0].get<double>();
      json[0] = std::stod(fmt::format("{:.7g}", x));
    }
  } else if (json.is_structured() && !is_chart(json)) {
    for (Json& each : json) pack_intervals(each);
  }
}

/// Drops all keys of an object but some.
void keep(Json& object, std::initializer_list<std::string_view> keys) {
  for (auto each = object.begin(); each != object.end();) {
    const bool is_kept = std::find(keys.begin(), keys.end(), each.key()) != keys.end();
    each = is_kept ? std::next(each) : object.erase(each);
  }
}

/// What sim/report/html reads of a cell and of a difference.
void keep_what_is_shown(Json& run) {
  for (Json& cell : run["cells"]) {
    keep(cell, {"id",
                "policy",
                "market",
                "matrix",
                "liquidated",
                "liquidated_continuously",
                "step_bias",
                "step_bias_paths",
                "wiped_out",
                "bankrupt",
                "survival",
                "time_to_liquidation_seconds",
                "loss_given_liquidation",
                "liquidated_first",
                "closed_too_early",
                "worst_leg_loss",
                "winners_forgone",
                "terminal_equity",
                "terminal_equity_below",
                "value_at_risk",
                "expected_shortfall",
                "max_drawdown",
                "least_margin_level",
                "fees",
                "funding",
                "slippage",
                "fund_paid",
                "fund_received",
                "deleveraging_cost",
                "deposits",
                "pnl_at_mark"});
    keep(cell["time_to_liquidation_seconds"]["quantiles"], {"0.5"});
    keep(cell["loss_given_liquidation"], {"mean"});
    keep(cell["max_drawdown"], {"mean"});
    keep(cell["least_margin_level"]["quantiles"], {"0.5"});
    Json& policy = cell["policy"];
    for (auto each = policy.begin(); each != policy.end();) {
      each = each.value().is_null() ? policy.erase(each) : std::next(each);
    }
  }
  if (run.contains("bands")) {
    for (Json& band : run["bands"]) band.erase("cells");
  }
  for (Json& each : run["differences"]) {
    keep(each, {"a", "b", "liquidated", "terminal_equity", "only_a", "only_b", "adjusted_p_value"});
  }
}

std::set<std::string> cells_with_fans(const Json& run) {
  std::set<std::string> names;
  for (const Json& each : run["fans"]) names.insert(each["cell"].get<std::string>());
  return names;
}

/// What the files of a run are called.
std::string stem_of(const Json& run) { return file_stem(run["study"]["name"].get<std::string>()); }

std::string drop_curves(Json& run) {
  const std::set<std::string> kept = cells_with_fans(run);
  for (Json& cell : run["cells"]) {
    if (kept.contains(cell["id"].get<std::string>())) continue;
    cell["survival"] = Json::array();
    cell["terminal_equity_below"] = Json::array();
  }
  return fmt::format(
      "Survival curves and distributions of terminal equity are told of {} of {} cells: the "
      "baseline or the first, those that differ from it in one setting, and those that are "
      "liquidated least and most often. {}.survival.csv and {}.json have all.",
      kept.size(), count(run["cells"].size()), stem_of(run), stem_of(run));
}

/// All charts of worst paths but the one that the page shows first.
std::string drop_charts(Json& run) {
  const auto equity = [](const Json& fans) {
    return fans["worst"][0]["terminal_equity"].get<double>();
  };
  const auto worst =
      std::min_element(run["fans"].begin(), run["fans"].end(),
                       [&](const Json& a, const Json& b) { return equity(a) < equity(b); });
  for (auto fans = run["fans"].begin(); fans != run["fans"].end(); ++fans) {
    if (fans != worst) (*fans)["worst"][0]["story"].erase("chart");
  }
  return fmt::format(
      "The worst path is drawn of {} alone; {}.json has charts of {} cells, and marginwalk explain "
      "--svg draws any.",
      (*worst)["cell"].get<std::string>(), stem_of(run), run["fans"].size());
}

std::string drop_cells(Json& run) {
  const std::set<std::string> kept = cells_with_fans(run);
  const auto is_kept = [&](const Json& id) { return kept.contains(id.get<std::string>()); };
  const std::size_t before = run["cells"].size();
  const auto filter = [](Json& list, const auto& stays) {
    Json left = Json::array();
    for (Json& each : list) {
      if (stays(each)) left.push_back(std::move(each));
    }
    list = std::move(left);
  };
  filter(run["cells"], [&](const Json& each) { return is_kept(each["id"]); });
  filter(run["differences"],
         [&](const Json& each) { return is_kept(each["a"]) && is_kept(each["b"]); });
  run["assumptions"]["positions"]["rows"] = Json::array();
  return fmt::format("{} of {} cells are told: {}.csv and {}.json have all.", run["cells"].size(),
                     count(before), stem_of(run), stem_of(run));
}

}  // namespace

std::vector<std::string> lighten(Json& run, std::size_t most_bytes) {
  std::vector<std::string> said;
  if (size_of(run) <= most_bytes) return said;
  pack_intervals(run);
  said.push_back(
      fmt::format("Numbers are rounded to a thousandth of their intervals; {}.json has all digits.",
                  stem_of(run)));
  if (size_of(run) <= most_bytes) return said;
  keep_what_is_shown(run);
  if (size_of(run) <= most_bytes) return said;
  said.push_back(drop_curves(run));
  if (size_of(run) <= most_bytes || run["fans"].empty()) return said;
  said.push_back(drop_charts(run));
  if (size_of(run) <= most_bytes) return said;
  said.push_back(drop_cells(run));
  return said;
}

}  // namespace marginwalk::report
