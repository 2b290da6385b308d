#include "sim/report/comparison.hpp"

#include <fmt/format.h>

#include "sim/report/figure_text.hpp"
#include "sim/report/format.hpp"
#include "sim/report/gate_table.hpp"
#include "sim/report/headline.hpp"
#include "sim/report/interval.hpp"
#include "sim/report/json_values.hpp"
#include "sim/scenario/message_text.hpp"

namespace marginwalk::report {
namespace {

using Json = nlohmann::ordered_json;
using study::CellChange;
using study::Comparison;

constexpr std::size_t most_cells_shown = 60;

std::string text_or_dash(const std::optional<std::string>& value) {
  if (!value) return missing;
  return value->size() <= 40 && value->find('\n') == std::string::npos ? *value
                                                                       : scenario::shown(*value);
}

Table inputs(const Comparison& comparison) {
  Table table{{{"key", Align::left}, {"before", Align::left}, {"after", Align::left}}, {}};
  for (const study::InputChange& each : comparison.inputs) {
    table.rows.push_back({each.key, text_or_dash(each.before), text_or_dash(each.after)});
  }
  return table;
}

/// A cell's name, or both where they differ.
std::string name_of(const Comparison& comparison, const CellChange& cell) {
  const std::string& before = comparison.before.cells[cell.before].policy.name;
  const std::string& after = comparison.after.cells[cell.after].policy.name;
  return before == after ? before : before + " -> " + after;
}

Table cells(const Comparison& comparison) {
  Table table{{{"cell", Align::left},
               {"liquidated\nbefore"},
               {"liquidated\nafter"},
               {"change,\npercentage points"},
               {"change of mean\nterminal equity"},
               {"change of expected\nshortfall 95%"},
               {"paths liquidated\nbefore alone"},
               {"paths liquidated\nafter alone"}},
              {}};
  for (const CellChange& each : comparison.cells) {
    const bool paired = each.paired_paths > 0;
    table.rows.push_back({name_of(comparison, each),
                          percent_interval(comparison.before.cells[each.before].summary.liquidated),
                          percent_interval(comparison.after.cells[each.after].summary.liquidated),
                          points_interval(each.liquidated), money_interval(each.terminal_equity),
                          money_interval(each.expected_shortfall),
                          paired ? count(each.only_before) : missing,
                          paired ? count(each.only_after) : missing});
  }
  return table;
}

Table gates(const Comparison& comparison) {
  Table table{{{"cell", Align::left},
               {"gate", Align::left},
               {"before"},
               {"after"},
               {"verdict before", Align::left},
               {"verdict after", Align::left}},
              {}};
  for (const study::GateChange& each : comparison.gates) {
    const estimate::Unit unit = each.after.figure.measure->unit;
    const bool at_most = each.after.demand.side == estimate::Demand::Side::at_most;
    table.rows.push_back(
        {comparison.after.cells[each.after.cell].policy.name,
         fmt::format("{} {} {}", figure_text(each.after.figure), at_most ? "at most" : "at least",
                     value_text(unit, each.after.demand.limit)),
         each.before ? interval_text(unit, each.before->number) : missing,
         interval_text(unit, each.after.number),
         each.before ? word_of(each.before->verdict) : missing, word_of(each.after.verdict)});
  }
  return table;
}

std::string section(const std::string& title, Table table, Style style) {
  if (table.rows.empty()) return "";
  const std::size_t rows = table.rows.size();
  if (rows > most_cells_shown) table.rows.resize(most_cells_shown);
  std::string text = "\n" + heading(title, style) + render(table, style);
  if (rows > most_cells_shown)
    text += fmt::format("\n{} of {}; JSON has them all.\n", most_cells_shown, rows);
  return text;
}

std::string pairing(const Comparison& comparison) {
  if (!comparison.unpaired_because.empty()) {
    return fmt::format("unpaired: {}", comparison.unpaired_because);
  }
  if (comparison.cells.empty()) return "no cell is in both";
  const auto paths = comparison.cells.front().paired_paths;
  return fmt::format("liquidated and equity paired on {} paths, the shortfall unpaired",
                     count(paths));
}

Json cell_json(const Comparison& comparison, const CellChange& each) {
  const estimate::Summary& before = comparison.before.cells[each.before].summary;
  const estimate::Summary& after = comparison.after.cells[each.after].summary;
  const bool paired = each.paired_paths > 0;
  return {{"before", comparison.before.cells[each.before].policy.name},
          {"after", comparison.after.cells[each.after].policy.name},
          {"paired_paths", each.paired_paths},
          {"liquidated_before", interval_json(before.liquidated)},
          {"liquidated_after", interval_json(after.liquidated)},
          {"liquidated", interval_json(each.liquidated)},
          {"terminal_equity", interval_json(each.terminal_equity)},
          {"expected_shortfall", interval_json(each.expected_shortfall)},
          {"only_before", paired ? Json(each.only_before) : Json()},
          {"only_after", paired ? Json(each.only_after) : Json()}};
}

Json gate_json(const Comparison& comparison, const study::GateChange& each) {
  return {{"cell", comparison.after.cells[each.after.cell].policy.name},
          {"figure", each.after.figure.name()},
          {"demand", word_of(each.after.demand.side)},
          {"limit", each.after.demand.limit},
          {"value_before", each.before ? interval_json(each.before->number) : Json()},
          {"value_after", interval_json(each.after.number)},
          {"verdict_before", each.before ? Json(word_of(each.before->verdict)) : Json()},
          {"verdict_after", word_of(each.after.verdict)}};
}

}  // namespace

std::string comparison_text(const Comparison& comparison, Style style) {
  std::string text = style == Style::markdown ? "## " : "";
  text += fmt::format("before  {}\nafter   {}\n", headline(comparison.before.study),
                      headline(comparison.after.study));
  text += comparison.inputs.empty()
              ? "\nThe input is the same.\n"
              : section("What changed in the input", inputs(comparison), style);
  text += section(fmt::format("Cells, after less before; {}", pairing(comparison)),
                  cells(comparison), style);
  if (!comparison.gone.empty()) {
    text += fmt::format("\nOnly before: {}\n", scenario::listed(comparison.gone));
  }
  if (!comparison.added.empty()) {
    text += fmt::format("\nOnly after: {}\n", scenario::listed(comparison.added));
  }
  return text + section("Gates", gates(comparison), style);
}

Json to_json(const Comparison& comparison) {
  Json json;
  json["study"] = comparison.after.study.name;
  json["inputs"] = Json::array();
  for (const study::InputChange& each : comparison.inputs) {
    json["inputs"].push_back({{"key", each.key},
                              {"before", each.before ? Json(*each.before) : Json()},
                              {"after", each.after ? Json(*each.after) : Json()}});
  }
  json["unpaired_because"] =
      comparison.unpaired_because.empty() ? Json() : Json(comparison.unpaired_because);
  json["cells"] = Json::array();
  for (const CellChange& each : comparison.cells) {
    json["cells"].push_back(cell_json(comparison, each));
  }
  json["only_before"] = comparison.gone;
  json["only_after"] = comparison.added;
  json["gates"] = Json::array();
  for (const auto& each : comparison.gates) json["gates"].push_back(gate_json(comparison, each));
  return json;
}

}  // namespace marginwalk::report
