#include "sim/report/attribution.hpp"

#include <fmt/format.h>

#include <algorithm>

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

std::string losses_table(const Attribution& attribution) {
  Table table{{{"cell", Align::left},
               {"liquidated"},
               {"loss at the mark\nuntil then"},
               {"of this,\nby jumps"},
               {"and by\nall else"},
               {"of the loss, that\nof the worst leg"},
               {"funding paid\nuntil then"},
               {"made after it by\nclosed winners"}},
              {}};
  for (const CellAttribution& cell : attribution.cells) {
    const estimate::Summary& summary = cell.summary;
    table.rows.push_back({cell.name, stacked(percent_interval(summary.liquidated)),
                          stacked(money_interval(summary.loss_at_mark)),
                          stacked(money_interval(summary.jump_loss)),
                          stacked(money_interval(summary.diffusion_loss)),
                          stacked(money_interval(summary.worst_leg_loss)),
                          stacked(money_interval(summary.funding_before)),
                          stacked(money_interval(summary.winners_forgone))});
  }
  return render(table, Style::terminal);
}

const core::Venue& venue_of(const Attribution& attribution, const CellAttribution& cell) {
  const scenario::Study& study = attribution.study;
  const auto found = std::find_if(study.cells.begin(), study.cells.end(),
                                  [&](const auto& each) { return each.policy.name == cell.name; });
  return study.venue_of(*found);
}

/// The legs that brought liquidations on, with how often.
std::string legs(const Attribution& attribution, const CellAttribution& cell) {
  const core::Venue& venue = venue_of(attribution, cell);
  std::string text;
  for (std::size_t i = 0; i < cell.summary.liquidated_first.size(); ++i) {
    const auto& share = cell.summary.liquidated_first[i];
    if (!share || share->estimate == 0) continue;
    if (!text.empty()) text += "\n";
    text += venue.contracts[i].name + " " + percent_interval(share);
  }
  return text.empty() ? missing : text;
}

std::string shares_table(const Attribution& attribution) {
  Table table{{{"cell", Align::left},
               {"share of the loss\nthat came by jumps"},
               {"liquidated in\nthe step of a jump"},
               {"back at the start\nif left alone"},
               {"leg that brought it on", Align::left}},
              {}};
  for (const CellAttribution& cell : attribution.cells) {
    const estimate::Summary& summary = cell.summary;
    table.rows.push_back({cell.name, percent_interval(summary.jump_share),
                          percent_interval(summary.liquidated_at_jump),
                          percent_interval(summary.closed_too_early), legs(attribution, cell)});
  }
  return "\nOf the paths that were liquidated\n\n" + render(table, Style::terminal);
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

Json first_json(const Attribution& attribution, const CellAttribution& cell) {
  const core::Venue& venue = venue_of(attribution, cell);
  Json json = Json::object();
  for (std::size_t i = 0; i < cell.summary.liquidated_first.size(); ++i) {
    json[venue.contracts[i].name] = interval_json(cell.summary.liquidated_first[i]);
  }
  return json;
}

Json cell_json(const Attribution& attribution, const CellAttribution& cell) {
  Json json{{"id", cell.name},
            {"liquidated", interval_json(cell.summary.liquidated)},
            {"loss_at_mark", interval_json(cell.summary.loss_at_mark)},
            {"jump_loss", interval_json(cell.summary.jump_loss)},
            {"diffusion_loss", interval_json(cell.summary.diffusion_loss)},
            {"jump_share", interval_json(cell.summary.jump_share)},
            {"liquidated_at_jump", interval_json(cell.summary.liquidated_at_jump)},
            {"closed_too_early", interval_json(cell.summary.closed_too_early)},
            {"liquidated_first", first_json(attribution, cell)},
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
  return headline(attribution.study) + "; 95% intervals\n\n" + losses_table(attribution) +
         shares_table(attribution) + positions_table(attribution) +
         sensitivities_table(attribution) +
         "\nAmounts are means over the liquidated paths, at their first liquidation. Both sides of "
         "a "
         "difference walk the\nsame paths. A position below 0 protects. Jumps are a law's, and the "
         "price moves of shocks; all "
         "else is diffusion\nand drift.\n";
}

Json to_json(const Attribution& attribution) {
  const scenario::Study& study = attribution.study;
  Json json;
  json["marginwalk"] = {{"version", version()}, {"build", build()}};
  json["study"] = {{"name", study.name}, {"seed", study.seed}, {"paths", study.paths}};
  json["cells"] = Json::array();
  for (const CellAttribution& cell : attribution.cells)
    json["cells"].push_back(cell_json(attribution, cell));
  json["timing"] = {{"seconds", attribution.timing.seconds},
                    {"threads", attribution.timing.threads}};
  return json;
}

}  // namespace marginwalk::report
