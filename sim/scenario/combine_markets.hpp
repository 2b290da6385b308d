#pragma once

#include <vector>

#include "sim/scenario/study.hpp"
#include "sim/scenario/study_document.hpp"

namespace marginwalk::scenario {

/// One study of the cells of all markets of a matrix, whose studies are given in the order of the
/// document's. Markets that differ in accounts alone share their marketplaces, and so their paths;
/// others get their own, with the same seed. Cells are called after their market and their policy.
[[nodiscard]] Study combine(const StudyDocument& document, std::vector<Study> markets,
                            Problems& problems);

}  // namespace marginwalk::scenario
