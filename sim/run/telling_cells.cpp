#include "sim/run/telling_cells.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <set>

namespace marginwalk::run {
std::vector<std::size_t> telling_cells(const Result& result) {
  const std::vector<CellResult>& cells = result.cells;
  std::vector<std::size_t> all(cells.size());
  std::iota(all.begin(), all.end(), 0);
  if (all.size() <= few_cells) return all;
  const std::size_t baseline = result.study.baseline.value_or(0);
  const auto [least, most] = std::minmax_element(all.begin(), all.end(), [&](auto a, auto b) {
    return cells[a].summary.liquidated.estimate < cells[b].summary.liquidated.estimate;
  });
  std::set<std::size_t> chosen{baseline, *least, *most};
  std::vector<std::size_t> neighbours;
  std::copy_if(all.begin(), all.end(), std::back_inserter(neighbours), [&](std::size_t cell) {
    return !chosen.contains(cell) &&
           scenario::settings_apart(cells[cell].policy, cells[baseline].policy) == 1;
  });
  const std::size_t room = std::min(neighbours.size(), most_telling_cells - chosen.size());
  for (std::size_t k = 0; k < room; ++k) chosen.insert(neighbours[k * neighbours.size() / room]);
  return {chosen.begin(), chosen.end()};
}

}  // namespace marginwalk::run
