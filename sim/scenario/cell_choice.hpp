#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/document.hpp"
#include "sim/scenario/fields.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/study.hpp"

namespace marginwalk::scenario {

/// Reads what a policy is by itself, as far as it is said: margin mode, leverage, cap, and what
/// follows a liquidation.
[[nodiscard]] Policy read_policy(Fields& fields);

/// Cells of a study by what their policies are, as far as it is said; all where nothing is.
struct CellChoice {
  Location location;
  std::optional<std::string> name;
  Policy wanted;
};

/// `key` is what messages call it.
[[nodiscard]] CellChoice read_cell_choice(const Node& node, std::string_view key,
                                          Problems& problems);

/// The indices of the cells that are like this; without any, a problem.
[[nodiscard]] std::vector<std::size_t> find_cells(const CellChoice& choice, std::string_view key,
                                                  const Study& study, Problems& problems);

/// The index of the only cell that is like this.
[[nodiscard]] std::optional<std::size_t> find_baseline(const CellChoice& choice, const Study& study,
                                                       Problems& problems);

}  // namespace marginwalk::scenario
