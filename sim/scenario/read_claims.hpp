#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/scenario/cell_choice.hpp"

namespace marginwalk::scenario {

/// Cases of a claim before their cells are known.
struct ClaimCaseSpec {
  Location location;
  estimate::Figure figure;
  CellChoice cell;
  std::variant<CellChoice, double> against;
  estimate::Sign contradicted_by = estimate::Sign::more;
  bool of_groups = false;  ///< means over all cells of the one choice and of the other
};

struct ClaimSpec {
  std::string says;
  std::vector<ClaimCaseSpec> cases;
  std::vector<ClaimCaseSpec> null_cases;
};

/// Reads the keys `claim`, a map, or `claims`, a list of such, of a study: `says`, `cases` and
/// `null_case`; `measure` and `contradicted_by` stand in a case, or once in the claim for all.
[[nodiscard]] std::vector<ClaimSpec> read_claims(Fields& study,
                                                 const std::vector<std::string>& matrix_keys,
                                                 Problems& problems);

/// The claims with their cells. A case between two choices is one for every two cells of them that
/// are alike in what neither choice says. One that is about no cell, or no two, is a problem. Cells
/// that a case takes together become groups of the study, where they are none yet.
[[nodiscard]] std::vector<Claim> find_claims(const std::vector<ClaimSpec>& specs, Study& study,
                                             Problems& problems);

}  // namespace marginwalk::scenario
