#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "sim/report/table.hpp"
#include "sim/run/result.hpp"

/// Claims of a study and what became of them.
namespace marginwalk::report {

/// One row for each case of a claim, null cases last: what is compared, both numbers, their
/// difference with the interval that decided, and what was found.
[[nodiscard]] Table claim_table(const run::Result& result, std::size_t claim);

/// One sentence: what was claimed, the verdict, and the differences it rests on.
[[nodiscard]] std::string claim_sentence(const run::Result& result, std::size_t claim);

/// Every claim with its sentence and its table.
[[nodiscard]] std::string claims_text(const run::Result& result, Style style);

[[nodiscard]] nlohmann::ordered_json claims_json(const run::Result& result);

}  // namespace marginwalk::report
