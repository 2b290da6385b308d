#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace marginwalk::report {

/// Tables of a result, of its JSON (to_json): its numbers under the same names, nested ones joined
/// by dots, as in `liquidated.low` or `terminal_equity.quantiles.0.05.estimate`. The columns depend
/// on the study and not on its outcome. An empty field is null; fields are quoted as in RFC 4180,
/// section 2; lines end with a line feed.

/// One row for each cell; the survival curve is left to `survival_csv`.
[[nodiscard]] std::string cells_csv(const nlohmann::ordered_json& result);

/// One row for each pair of cells.
[[nodiscard]] std::string differences_csv(const nlohmann::ordered_json& result);

/// One row for each gate and cell.
[[nodiscard]] std::string gates_csv(const nlohmann::ordered_json& result);

/// One row for each band of a cohort; nothing without one.
[[nodiscard]] std::string bands_csv(const nlohmann::ordered_json& result);

/// One row for each case of each claim, null cases last: the claim and its verdict, what is
/// compared, the difference with the interval that decided, and what was found.
[[nodiscard]] std::string claims_csv(const nlohmann::ordered_json& result);

/// One row for each cell and moment: cell, seconds, estimate, low, high; then the same of bands.
[[nodiscard]] std::string survival_csv(const nlohmann::ordered_json& result);

}  // namespace marginwalk::report
