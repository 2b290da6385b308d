#pragma once

#include <optional>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::scenario {

/// Reads how many paths a study has: the key `paths`, or in its place `precision`, which names what
/// must be how precise, and with how many paths (10 million unless given) and in what time at most.
void read_paths(Fields& fields, Study& study, Problems& problems);

/// Reads the key `equivalence`, a margin in percentage points.
[[nodiscard]] std::optional<double> read_equivalence(Fields& fields);

/// A precision of differences needs pairs of cells that are compared, and one of what traders did
/// needs cells whose traders have rules.
void check_precision(const Study& study, const Location& precision, Problems& problems);

}  // namespace marginwalk::scenario
