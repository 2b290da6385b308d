#pragma once

#include <string>

#include "sim/run/result.hpp"

/// A run until precise, in words.
namespace marginwalk::report {

/// What must be how precise: `liquidated within 0.1 percentage points in every cell`.
[[nodiscard]] std::string targets_text(const scenario::Precision& precision);

/// `precision`, `at_most_paths` or `at_most_time`.
[[nodiscard]] const char* word_of(run::PrecisionResult::End end);

/// The cell, or `a less b`, that something was found in.
[[nodiscard]] std::string place_text(const run::Result& result, const run::Imprecise& found);

/// Whether a result is as precise as it should be, and what is farthest from that.
[[nodiscard]] std::string precision_text(const run::Result& result);

}  // namespace marginwalk::report
