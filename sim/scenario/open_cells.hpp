#pragma once

#include <vector>

#include "sim/scenario/input_error.hpp"
#include "sim/scenario/read_account.hpp"
#include "sim/scenario/read_policies.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::scenario {

/// What becomes of an account that the venue would refuse.
enum class Infeasible {
  error,   ///< it is a problem
  report,  ///< it becomes an entry of the study's `refused`
  keep,    ///< it is taken as it is, since it is there already
};

/// Opens the account of every policy at the start's prices, into the study's `cells`. Needs the
/// study's market and venue, which must hold every contract of the positions.
///
/// A policy's margin mode and leverage override the positions' own; its changes of single positions
/// override both. A position without any margin mode is cross.
void open_cells(Study& study, const AccountSpec& account, const std::vector<PolicySpec>& policies,
                Infeasible infeasible, Problems& problems);

}  // namespace marginwalk::scenario
