#pragma once

#include <nlohmann/json.hpp>

#include "sim/report/table.hpp"

namespace marginwalk::report {

/// A table as it is printed, for a reader and not for a machine: {columns, rows}, all texts.
[[nodiscard]] nlohmann::ordered_json table_json(const Table& table);

}  // namespace marginwalk::report
