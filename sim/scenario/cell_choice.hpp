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

/// Cells of a study by what their policies and markets are, as far as it is said; all where nothing
/// is.
struct CellChoice {
  Location location;
  std::optional<std::string> name;
  Policy wanted;
};

/// What cells are called that are taken together because they are like this.
[[nodiscard]] std::string name_of(const CellChoice& choice);

/// `key` is what messages call it; the keys of a matrix are known here too.
[[nodiscard]] CellChoice read_cell_choice(const Node& node, std::string_view key,
                                          const std::vector<std::string>& matrix_keys,
                                          Problems& problems);

/// The names of some cells for a message: of too many the first, and how many more there are.
[[nodiscard]] std::string names_of(const Study& study, const std::vector<std::size_t>& cells,
                                   std::size_t most = 24);

/// Whether a policy is like this.
[[nodiscard]] bool is_wanted(const CellChoice& choice, const Policy& policy);

/// Whether two policies are alike in all that none of the choices says. A choice by name says all
/// but what a matrix sets.
[[nodiscard]] bool are_alike_but_for(const std::vector<CellChoice>& choices, Policy a, Policy b);

/// The indices of the cells that are like this; without any, a problem.
[[nodiscard]] std::vector<std::size_t> find_cells(const CellChoice& choice, std::string_view key,
                                                  const Study& study, Problems& problems);

/// Makes the only cell that is like this the study's baseline. Where there are several, each of the
/// others is compared with the one that equals it in all that the choice leaves open.
void set_baseline(const CellChoice& choice, Study& study, Problems& problems);

}  // namespace marginwalk::scenario
