#include "sim/run/gates.hpp"

namespace marginwalk::run {

std::vector<GateResult> judge_gates(const scenario::Study& study,
                                    const std::vector<CellResult>& cells) {
  std::vector<GateResult> results;
  for (const scenario::Gate& gate : study.gates) {
    for (const std::size_t cell : gate.cells) {
      const auto number = gate.figure.of(cells[cell].summary);
      results.push_back(
          {cell, gate.figure, gate.demand, number, estimate::judge(number, gate.demand)});
    }
  }
  return results;
}

}  // namespace marginwalk::run
