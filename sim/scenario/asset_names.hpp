#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/input_error.hpp"

namespace marginwalk::scenario {

/// The assets of a study, sorted, as names that parameters are keyed by.
struct AssetNames {
  std::vector<std::string> names;
  bool others_allowed = false;  ///< other names are ignored; else they are problems

  /// The index of a name; nothing for a name that is not among them.
  [[nodiscard]] std::optional<std::size_t> index_of(std::string_view name, const Location& location,
                                                    Problems& problems) const;
};

}  // namespace marginwalk::scenario
