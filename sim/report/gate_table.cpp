#include "sim/report/gate_table.hpp"

#include <fmt/format.h>

#include "sim/report/figure_text.hpp"

namespace marginwalk::report {

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
    const estimate::Unit unit = gate.figure.measure->unit;
    const bool at_most = gate.demand.side == estimate::Demand::Side::at_most;
    table.rows.push_back(
        {result.cells[gate.cell].policy.name,
         fmt::format("{} {} {}", figure_text(gate.figure), at_most ? "at most" : "at least",
                     value_text(unit, gate.demand.limit)),
         interval_text(unit, gate.number), word_of(gate.verdict)});
  }
  return table;
}

}  // namespace marginwalk::report
