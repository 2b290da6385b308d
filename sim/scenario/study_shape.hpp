#pragma once

#include <memory>
#include <string_view>

#include "sim/scenario/shape.hpp"

namespace marginwalk::scenario {

/// What a study file may hold: what its readers asked for while they read an atlas, files that lead
/// them to every place they know. A key that holds a map or a list of maps must have a place in the
/// atlas; single values need none.
[[nodiscard]] std::unique_ptr<Shape> study_shape();

/// The same of a file for `marginwalk assess`.
[[nodiscard]] std::unique_ptr<Shape> account_shape();

}  // namespace marginwalk::scenario
