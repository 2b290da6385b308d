#include "sim/report/attribution.hpp"

#include <fmt/format.h>

#include "sim/report/format.hpp"
#include "sim/report/headline.hpp"
#include "sim/report/interval.hpp"

namespace marginwalk::report {
namespace {

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

std::string losses_table(const Attribution& attribution, Style style) {
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
  return render(table, style);
}

/// The legs that brought liquidations on, with how often.
std::string legs(const Attribution& attribution, const CellAttribution& cell) {
  const core::Venue& venue = attribution.venue_of(cell);
  std::string text;
  for (std::size_t i = 0; i < cell.summary.liquidated_first.size(); ++i) {
    const auto& share = cell.summary.liquidated_first[i];
    if (!share || share->estimate == 0) continue;
    if (!text.empty()) text += "\n";
    text += venue.contracts[i].name + " " + percent_interval(share);
  }
  return text.empty() ? missing : text;
}

std::string shares_table(const Attribution& attribution, Style style) {
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
  return "\n" + heading("Of the paths that were liquidated", style) + render(table, style);
}

std::string positions_table(const Attribution& attribution, Style style) {
  Table table = effects_table("position");
  for (const CellAttribution& cell : attribution.cells) {
    for (const study::PositionEffect& position : cell.positions) {
      add_row(table, cell.name, name_of(position), position.effect);
    }
  }
  if (table.rows.empty()) return "";
  return "\n" +
         heading("What each position does: the account with it less the same without it", style) +
         render(table, style);
}

std::string sensitivities_table(const Attribution& attribution, Style style) {
  Table table = effects_table("change");
  for (const CellAttribution& cell : attribution.cells) {
    for (const study::Sensitivity& each : cell.sensitivities) {
      add_row(table, cell.name, study::text_of(each.bump), each.effect);
    }
  }
  return "\n" + heading("What a change of the model does: with it less as it is", style) +
         render(table, style);
}

}  // namespace

std::string attribution_text(const Attribution& attribution, Style style) {
  return heading(headline(attribution.study) + "; 95% intervals", style, 2) +
         losses_table(attribution, style) + shares_table(attribution, style) +
         positions_table(attribution, style) + sensitivities_table(attribution, style) +
         "\nAmounts are means over the liquidated paths, at their first liquidation. Both sides of "
         "a difference walk the\nsame paths. A position below 0 protects. Jumps are a law's, and "
         "the "
         "price moves of shocks; all else is diffusion\nand drift.\n";
}

}  // namespace marginwalk::report
