#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/study.hpp"

namespace marginwalk::study {

/// A key that two studies have otherwise, with what stands there; absent where one has none.
struct InputChange {
  std::string key;  ///< a dotted path of the study file, `FILE: path` of another, `--set path`
  std::optional<std::string> before;
  std::optional<std::string> after;
};

/// What differs between the sources of two studies, in the order of their files. Of a file that is
/// no YAML, its sizes.
[[nodiscard]] std::vector<InputChange> input_changes(const std::vector<scenario::Source>& before,
                                                     const std::vector<scenario::Source>& after);

}  // namespace marginwalk::study
