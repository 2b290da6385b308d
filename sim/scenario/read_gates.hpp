#pragma once

#include <vector>

#include "sim/scenario/cell_choice.hpp"

namespace marginwalk::scenario {

/// Gates of the same cells, before these are known.
struct GateSpec {
  CellChoice where;
  std::vector<Gate> gates;
};

/// Reads the key `gates`: a list of maps, each with the cells that it is about (`where`; all if
/// absent) and with what is demanded of them, by measure: `at_most`, `at_least` or both, each of
/// which is a gate.
[[nodiscard]] std::vector<GateSpec> read_gates(const Node& list,
                                               const std::vector<std::string>& matrix_keys,
                                               Problems& problems);

/// The gates with their cells. One that is about no cell is a problem.
[[nodiscard]] std::vector<Gate> find_gates(const std::vector<GateSpec>& specs, const Study& study,
                                           Problems& problems);

}  // namespace marginwalk::scenario
