#include "sim/scenario/study.hpp"

namespace marginwalk::scenario {

Study of_cells(const Study& study, std::vector<Cell> cells) {
  Study other = study;
  other.cells = std::move(cells);
  other.baseline.reset();
  other.comparisons.clear();
  other.gates.clear();
  other.groups.clear();
  other.claims.clear();
  return other;
}

}  // namespace marginwalk::scenario
