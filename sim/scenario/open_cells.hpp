#pragma once

#include <map>
#include <string>
#include <vector>

#include "sim/scenario/input_error.hpp"
#include "sim/scenario/read_account.hpp"
#include "sim/scenario/read_policies.hpp"
#include "sim/scenario/read_venue.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::scenario {

/// What becomes of an account that the venue would refuse.
enum class Infeasible {
  error,   ///< it is a problem
  report,  ///< it becomes an entry of the study's `refused`
  keep,    ///< it is taken as it is, since it is there already
};

/// A venue of a study: its rules as written, and why some contracts cannot be held there, by name.
struct VenueChoice {
  VenueSpec spec;
  std::map<std::string, Problems> unavailable{};
};

/// Opens the account of every policy at the start's prices, into the study's `cells`. Needs the
/// study's marketplaces, one for each venue, which must hold every contract of the positions that
/// is not unavailable. A policy without a venue is under the first.
///
/// A policy's margin mode and leverage override the positions' own; its changes of single positions
/// override both. A position without any margin mode is cross.
void open_cells(Study& study, const AccountSpec& account, const std::vector<PolicySpec>& policies,
                const std::vector<VenueChoice>& venues, Infeasible infeasible, Problems& problems);

}  // namespace marginwalk::scenario
