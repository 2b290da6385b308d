#pragma once

#include <filesystem>
#include <vector>

#include "sim/scenario/study.hpp"
#include "sim/scenario/study_document.hpp"

namespace marginwalk::scenario {

/// Accounts as they stand, as a study that is not to be run: a study file, with one cell for each
/// of its policies, or a shorter file that has `market` with prices (and a model where distances in
/// daily deviations are wanted), `venue` and `account`, with one cell. Of the shorter one, nothing
/// is refused: the account is there already. Throws InputError.
[[nodiscard]] Study load_account(const StudyDocument& document);

}  // namespace marginwalk::scenario
