#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "sim/report/table.hpp"
#include "sim/verify/evidence.hpp"

namespace marginwalk::report {

/// What evidence of a kind shows, as a heading.
[[nodiscard]] std::string heading_of(verify::Kind kind);

/// What was checked, what was computed, what it must be, by how much they differ, and the verdict.
[[nodiscard]] Table evidence_table(const verify::Page& page);

/// Rows with the keys kind, what, computed, reference, difference, unit, limit and passed. A number
/// that is not finite is null.
[[nodiscard]] nlohmann::ordered_json evidence_json(const verify::Page& page);

}  // namespace marginwalk::report
