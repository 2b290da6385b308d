#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/input_error.hpp"
#include "sim/scenario/price_rows.hpp"

namespace marginwalk::scenario {

/// Which cell of a row of prices is what (read_price_csv says how columns are called).
struct PriceColumns {
  std::vector<std::string> names;  ///< of all cells
  std::optional<std::size_t> path;
  std::size_t time = 0;
  bool in_seconds = false;
  bool bars = false;
  std::vector<std::size_t> prices;  ///< as in a row of RecordedPrices
};

/// Of the row that names them.
[[nodiscard]] PriceColumns find_price_columns(const PriceRows& header,
                                              const std::vector<std::string>& assets,
                                              Problems& problems);

}  // namespace marginwalk::scenario
