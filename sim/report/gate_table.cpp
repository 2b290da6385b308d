#include "sim/report/gate_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/report/format.hpp"
#include "sim/report/interval.hpp"

namespace marginwalk::report {
namespace {

using estimate::Unit;

std::string number_text(Unit unit, double value) {
  switch (unit) {
    case Unit::share:
      return percent(value);
    case Unit::money:
      return money(value);
    case Unit::seconds:
      return duration(static_cast<std::uint32_t>(value));
    case Unit::number:
      break;
  }
  return fmt::format("{:.6g}", value);
}

std::string interval_text(Unit unit, const std::optional<estimate::Estimate>& value) {
  if (unit == Unit::share) return percent_interval(value);
  if (unit == Unit::seconds) return duration_interval(value);
  return money_interval(value);
}

/// `expected shortfall 95%`, `terminal equity, mean`.
std::string figure_text(const estimate::Figure& figure) {
  std::string text(figure.measure->name);
  std::replace(text.begin(), text.end(), '_', ' ');
  if (figure.measure->unit == Unit::seconds) text = "time to liquidation";
  if (!figure.level) return figure.measure->by_level ? "mean " + text : text;
  return fmt::format("{} {}{}", text, percent(*figure.level),
                     figure.measure->has_quantiles ? " quantile" : "");
}

}  // namespace

const char* word_of(estimate::Demand::Side side) {
  return side == estimate::Demand::Side::at_most ? "at_most" : "at_least";
}

const char* word_of(estimate::Verdict verdict) {
  switch (verdict) {
    case estimate::Verdict::passed:
      return "passed";
    case estimate::Verdict::failed:
      return "failed";
    case estimate::Verdict::undecided:
      break;
  }
  return "undecided";
}

Table gate_table(const run::Result& result) {
  Table table{{{"cell", Align::left}, {"gate", Align::left}, {"is"}, {"verdict", Align::left}}, {}};
  for (const run::GateResult& gate : result.gates) {
    const Unit unit = gate.figure.measure->unit;
    const bool at_most = gate.demand.side == estimate::Demand::Side::at_most;
    table.rows.push_back(
        {result.cells[gate.cell].policy.name,
         fmt::format("{} {} {}", figure_text(gate.figure), at_most ? "at most" : "at least",
                     number_text(unit, gate.demand.limit)),
         interval_text(unit, gate.number), word_of(gate.verdict)});
  }
  return table;
}

}  // namespace marginwalk::report
