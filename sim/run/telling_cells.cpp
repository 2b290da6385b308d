#include "sim/run/telling_cells.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <set>

namespace marginwalk::run {
namespace {

/// How many settings of two policies differ; a key of the matrix that only one has is one.
std::size_t settings_apart(const scenario::Policy& a, const scenario::Policy& b) {
  std::size_t apart = 0;
  for (const bool differs : {a.margin_mode != b.margin_mode, a.leverage != b.leverage,
                             a.leverage_cap != b.leverage_cap, a.venue != b.venue, a.book != b.book,
                             a.after_liquidation != b.after_liquidation, a.conduct != b.conduct}) {
    if (differs) ++apart;
  }
  const auto missing_from = [](const auto& settings, const auto& others) {
    return static_cast<std::size_t>(
        std::count_if(settings.begin(), settings.end(), [&](const auto& each) {
          return std::find(others.begin(), others.end(), each) == others.end();
        }));
  };
  return apart +
         std::max(missing_from(a.settings, b.settings), missing_from(b.settings, a.settings));
}

}  // namespace

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
           settings_apart(cells[cell].policy, cells[baseline].policy) == 1;
  });
  const std::size_t room = std::min(neighbours.size(), most_telling_cells - chosen.size());
  for (std::size_t k = 0; k < room; ++k) chosen.insert(neighbours[k * neighbours.size() / room]);
  return {chosen.begin(), chosen.end()};
}

}  // namespace marginwalk::run
