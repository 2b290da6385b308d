#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace marginwalk::scenario {

struct Study;

/// Cells that are taken together: what becomes of them is told as a mean over them, path by path.
struct CellGroup {
  std::string name;
  std::vector<std::size_t> cells;     ///< indices into Study::cells, rising
  std::optional<std::string> band{};  ///< where it is all traders of a band, in one market
};

/// The bands of the study's cohort, market by market, from low leverage to high. Bands that no
/// trader is in are not there.
[[nodiscard]] std::vector<CellGroup> bands_of(const Study& study);

}  // namespace marginwalk::scenario
