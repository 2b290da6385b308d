#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "sim/estimate/claim.hpp"
#include "sim/estimate/measure.hpp"

namespace marginwalk::scenario {

/// A figure of a cell less that of another, or less a number.
struct ClaimCase {
  estimate::Figure figure;
  std::size_t cell = 0;  ///< index into Study::cells, as the other
  std::variant<std::size_t, double> against{};
  estimate::Sign contradicted_by = estimate::Sign::more;
  bool of_groups = false;  ///< the indices are into Study::groups, and the figure is `liquidated`
};

/// A sentence that the cells of a study are to support or to contradict.
struct Claim {
  std::string says;
  std::vector<ClaimCase> cases;
  std::vector<ClaimCase> null_cases;  ///< between which there must be no difference
};

}  // namespace marginwalk::scenario
