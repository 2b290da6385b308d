#include "sim/report/attribution.hpp"

#include <fmt/format.h>

#include "sim/report/format.hpp"
#include "sim/report/headline.hpp"
#include "sim/report/interval.hpp"
#include "sim/report/json_values.hpp"
#include "sim/report/table.hpp"
#include "sim/report/version.hpp"

namespace marginwalk::report {
namespace {

using Json = nlohmann::ordered_json;
using study::Attribution;
using study::CellAttribution;

Table effects_table(const std::string& of) {
  return {{{"cell", Align::left},
           {of, Align::left},
           {"liquidated,\npercentage points"},
           {"mean terminal\nequity"},
           {"paths liquidated\nonly with it"},
           {"paths liquidated\nonly without it"}},
          {}};
}

void add_row(Table& table, const std::string& cell, const std::string& what,
             const estimate::Difference& effect) {
  table.rows.push_back({cell, what, points_interval(effect.liquidated),
                        money_interval(effect.terminal_equity), count(effect.only_a),
                        count(effect.only_b)});
}

std::string name_of(const study::PositionEffect& position) {
  return fmt::format("{} {}", position.contract, position.is_long ? "long" : "short");
}

/// The interval below its estimate, so that a row fits a terminal.
std::string stacked(std::string text) {
  if (const std::size_t bracket = text.find(" ["); bracket != std::string::npos) {
    text[bracket] = '\n';
  }
  return text;
}

std::string cells_table(const Attribution& attribution) {
  Table table{{{"cell", Align::left},
               {"liquidated"},
               {"loss at the mark\nuntil then"},
               {"of this, of\nthe worst leg"},
               {"funding paid\nuntil then"},
               {"made after it by\nclosed winners"}},
              {}};
  for (const CellAttribution& cell : attribution.cells) {
    const estimate::Summary& summary = cell.summary;
    table.rows.push_back({cell.name, stacked(percent_interval(summary.liquidated)),
                          stacked(money_interval(summary.loss_at_mark)),
                          stacked(money_interval(summary.worst_leg_loss)),
                          stacked(money_interval(summary.funding_before)),
                          stacked(money_interval(summary.winners_forgone))});
  }
  return render(table, Style::terminal);
}

std::string positions_table(const Attribution& attribution) {
  Table table = effects_table("position");
  for (const CellAttribution& cell : attribution.cells) {
    for (const study::PositionEffect& position : cell.positions) {
      add_row(table, cell.name, name_of(position), position.effect);
    }
  }
  if (table.rows.empty()) return "";
  return "\nWhat each position does: the account with it less the same without it\n\n" +
         render(table, Style::terminal);
}

std::string sensitivities_table(const Attribution& attribution) {
  Table table = effects_table("change");
  for (const CellAttribution& cell : attribution.cells) {
    for (const study::Sensitivity& each : cell.sensitivities) {
      add_row(table, cell.name, study::text_of(each.bump), each.effect);
    }
  }
  return "\nWhat a change of the model does: with it less as it is\n\n" +
         render(table, Style::terminal);
}

Json effect_json(const estimate::Difference& effect) {
  return {{"liquidated", interval_json(effect.liquidated)},
          {"terminal_equity", interval_json(effect.terminal_equity)},
          {"only_with", effect.only_a},
          {"only_without", effect.only_b}};
}

Json cell_json(const CellAttribution& cell) {
  Json json{{"id", cell.name},
            {"liquidated", interval_json(cell.summary.liquidated)},
            {"loss_at_mark", interval_json(cell.summary.loss_at_mark)},
            {"worst_leg_loss", interval_json(cell.summary.worst_leg_loss)},
            {"funding_before", interval_json(cell.summary.funding_before)},
            {"winners_forgone", interval_json(cell.summary.winners_forgone)},
            {"positions", Json::array()},
            {"sensitivities", Json::array()}};
  for (const study::PositionEffect& position : cell.positions) {
    json["positions"].push_back({{"contract", position.contract},
                                 {"side", position.is_long ? "long" : "short"},
                                 {"effect", effect_json(position.effect)}});
  }
  for (const study::Sensitivity& each : cell.sensitivities) {
    json["sensitivities"].push_back(
        {{"change", study::text_of(each.bump)}, {"effect", effect_json(each.effect)}});
  }
  return json;
}

}  // namespace

std::string attribution_text(const Attribution& attribution) {
  return headline(attribution.study) + "; 95% intervals\n\n" + cells_table(attribution) +
         positions_table(attribution) + sensitivities_table(attribution) +
         "\nAmounts are means over the liquidated paths, at their first liquidation. Both sides of "
         "a "
         "difference walk the\nsame paths. A position below 0 protects.\n";
}

Json to_json(const Attribution& attribution) {
  const scenario::Study& study = attribution.study;
  Json json;
  json["marginwalk"] = {{"version", version()}, {"build", build()}};
  json["study"] = {{"name", study.name}, {"seed", study.seed}, {"paths", study.paths}};
  json["cells"] = Json::array();
  for (const CellAttribution& cell : attribution.cells) json["cells"].push_back(cell_json(cell));
  json["timing"] = {{"seconds", attribution.timing.seconds},
                    {"threads", attribution.timing.threads}};
  return json;
}

}  // namespace marginwalk::report
