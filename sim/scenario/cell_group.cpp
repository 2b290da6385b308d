#include "sim/scenario/cell_group.hpp"

#include <algorithm>

#include "sim/scenario/study.hpp"

namespace marginwalk::scenario {
namespace {

std::string name_of(const Policy& policy) {
  return policy.market.empty() ? *policy.band : policy.market + "-" + *policy.band;
}

}  // namespace

std::vector<CellGroup> bands_of(const Study& study) {
  std::vector<std::size_t> traders;
  for (std::size_t i = 0; i < study.cells.size(); ++i) {
    if (study.cells[i].policy.band) traders.push_back(i);
  }
  std::vector<CellGroup> bands;
  const auto policy = [&](std::size_t cell) -> const Policy& { return study.cells[cell].policy; };
  for (auto first = traders.begin(); first != traders.end();) {
    const auto end = std::find_if(first, traders.end(), [&](std::size_t cell) {
      return policy(cell).market != policy(*first).market;
    });
    std::vector<std::size_t> rising(first, end);
    std::stable_sort(rising.begin(), rising.end(), [&](std::size_t a, std::size_t b) {
      return policy(a).leverage < policy(b).leverage;
    });
    for (const std::size_t cell : rising) {
      const std::string name = name_of(policy(cell));
      if (bands.empty() || bands.back().name != name)
        bands.push_back({name, {}, policy(cell).band});
      bands.back().cells.push_back(cell);
    }
    first = end;
  }
  for (CellGroup& band : bands) std::sort(band.cells.begin(), band.cells.end());
  return bands;
}

}  // namespace marginwalk::scenario
